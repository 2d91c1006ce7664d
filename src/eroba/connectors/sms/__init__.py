"""Text messages: into a folder of this machine, or to any gateway that is asked over HTTP."""
