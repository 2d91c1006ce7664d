"""The service catalogue, applications and cases: from a resident's form to a decision anyone can verify."""
