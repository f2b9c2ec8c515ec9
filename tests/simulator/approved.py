"""Templates that somebody filed before a test begins."""

from __future__ import annotations

from satark.simulator.templates.template import Template

# Meta knows no Bhojpuri: such a template has its own name and counts as Hindi.
APPROVED = (
    Template(
        "reply_waiting",
        "hi",
        "नमस्ते। आपके पहले भेजे संदेश का जवाब आया है। देखने के लिए नीचे दबाएँ या 'हाल' लिखें।",
        ("जवाब देखें",),
    ),
    Template(
        "reply_waiting",
        "en",
        "Hello. There is a reply to the message you sent earlier. To see it, press below or write STATUS.",
        ("See the reply",),
    ),
    Template(
        "reply_waiting",
        "ur",
        "آداب۔ آپ کے پہلے بھیجے ہوئے پیغام کا جواب آیا ہے۔ دیکھنے کے لیے نیچے دبائیں یا 'حال' لکھیں۔",
        ("جواب دیکھیں",),
    ),
    Template(
        "reply_waiting_bho",
        "hi",
        "प्रणाम। रउआ जवन संदेश पहिले भेजले रहनी, ओकर जवाब आइल बा। देखे खातिर नीचे दबाईं चाहे 'हाल' लिखीं।",
        ("जवाब देखीं",),
    ),
    Template(
        "duty_notice",
        "hi",
        "जय हिन्द। आपके लिए एक निर्देश आया है। देखने के लिए नीचे दबाएँ।",
        ("निर्देश देखें",),
    ),
    Template(
        "duty_notice",
        "en",
        "Jai Hind. There is a direction for you. Press below to see it.",
        ("See the direction",),
    ),
    Template(
        "duty_notice",
        "ur",
        "آداب۔ آپ کے لیے ایک ہدایت آئی ہے۔ دیکھنے کے لیے نیچے دبائیں۔",
        ("ہدایت دیکھیں",),
    ),
    Template(
        "duty_notice_bho",
        "hi",
        "जय हिन्द। रउआ खातिर एगो निर्देश आइल बा। देखे खातिर नीचे दबाईं।",
        ("निर्देश देखीं",),
    ),
)
