"""The staff of a town hall: posts and units at the desk, lists of staff from and to CSV files, invitations."""
