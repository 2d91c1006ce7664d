"""The lines to registers that the installation itself has, for every town that is not connected otherwise."""
