"""One folder per outside system; offers the ports that capabilities and kernel rooms declare."""
