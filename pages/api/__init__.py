"""What the server answers to programs: downloads, records and feeds. `routes.ROUTES` is all that app.py needs of it."""
