"""The messages that are timed: plain words, which every subject reads alike."""

TOKENS = 20
# Of exactly that many tokens, [CLS] and [SEP] included.
MESSAGES = (
    "We just shipped the new billing page to production, thank you all for the late reviews!",
    "Heads up: the staging database will be down for some maintenance tonight between nine and eleven.",
    "Could someone please take a look at my pull request before lunch? It is quite small.",
    "Happy birthday Priya! Hope you have a great day and there is plenty of cake.",
    "The customer demo went really well, they even want to sign the contract next week already!",
    "Sorry, I am running about ten minutes late, please start the planning meeting without me.",
    "I finally found the memory leak: we simply never closed the connections after each failed request.",
    "Does anyone here know where the design files for the onboarding screens are kept these days?",
    "Great work on the incident yesterday, the write up was clear and very honest about causes.",
    "My laptop refuses to wake up after the update, has anybody else seen this problem today?",
    "I will be out sick today, please reach out to Maria if anything urgent comes up.",
    "Numbers for the last quarter are in, and we beat the forecast by almost twelve percent!",
    "After six wonderful years this is my very last day here, thank you all for everything.",
    "Let us move the retrospective to Thursday, since half of the team is travelling on Wednesday.",
    "Our new intern just closed her first ticket, give her a warm round of applause please!",
    "Can we talk about the search results page? Half of the filters do nothing on mobile.",
)
_SHORT = (
    "thanks!",
    "on my way",
    "looks good to me",
    "prod is down",
    "congratulations on the new role!",
    "can you send me the link?",
    "nice catch, fixed",
    "who wants coffee?",
    "I agree",
    "the build is green again",
    "see you all tomorrow",
    "sorry to hear that",
)
_LONG = tuple(
    " ".join(MESSAGES[start : start + count]) for start, count in ((0, 2), (2, 3), (5, 2), (7, 3), (10, 4))
)
BATCH = (*_SHORT, *MESSAGES[:15], *_LONG)
