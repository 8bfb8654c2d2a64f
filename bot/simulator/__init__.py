"""A local Telegram: a strict Bot API server over HTTP with the people who use it.

It knows nothing of the bot it serves. ``LocalTelegram`` is the way in, ``User`` the test client.
"""

from bot.simulator.actions import ImpossibleError
from bot.simulator.buttons import NoSuchButtonError
from bot.simulator.calls import Call
from bot.simulator.client import NotSeenError, User
from bot.simulator.controls import Control, Controls
from bot.simulator.local import LocalTelegram
from bot.simulator.messages import Button, Message
from bot.simulator.people import BotProfile, Phone, Profile

__all__ = [
    "BotProfile",
    "Button",
    "Call",
    "Control",
    "Controls",
    "ImpossibleError",
    "LocalTelegram",
    "Message",
    "NoSuchButtonError",
    "NotSeenError",
    "Phone",
    "Profile",
    "User",
]
