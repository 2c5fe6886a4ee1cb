"""Five places, their units, people and reports, to try everything with; made by ``manage.py demo``."""
