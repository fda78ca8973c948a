from hypothesis import settings

from tests.own_database import own_database

__all__ = ["own_database"]

settings.register_profile("house", deadline=None)  # a slow machine is not a wrong answer
settings.load_profile("house")
