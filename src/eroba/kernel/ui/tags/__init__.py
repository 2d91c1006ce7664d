"""What stands behind `{% load ui %}`: one module per family of tags; `templatetags/ui.py` registers them."""
