"""Pages of participatory rounds: for everybody, for authors, for voters, and at the desk."""
