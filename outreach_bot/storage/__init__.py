"""The only room that speaks SQL. Functions take an open Connection first and return plain values.

It knows rows, seals and races; it does not know Twilio, Flask, Redis, or what a flow means.
"""
