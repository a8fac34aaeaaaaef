"""The counter: who is in front of me?"""
