"""Addresses of services: public ones and those of the applicant below a town, and those of the desk."""
