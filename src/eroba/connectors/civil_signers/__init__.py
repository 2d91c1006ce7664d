"""The civil register as petitions ask it: is a signer known there, and as whom."""
