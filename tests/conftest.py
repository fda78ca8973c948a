from hypothesis import settings

settings.register_profile("house", deadline=None)  # a slow machine is not a wrong answer
settings.load_profile("house")
