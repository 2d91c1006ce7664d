"""The faces of the programming interface: consent, My page, the desk, developers, and the token's address."""
