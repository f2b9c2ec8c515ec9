"""How officers ask who a source is, in the five ways people write here. Regular expressions on `guard.plain` text.

Devanagari signs are no letters to `\\b`: words end where a blank or a stop follows.
"""

from __future__ import annotations

END = r"(?=[\s,.;:!?।؟۔]|$)"

YOURS = (
    r"(?:आपक[ाेी]|आप क[ाेी]|अपन[ाेी]|तुम्हार|तेर[ाेी] |तोहार|राउर|रउआ|aapk[aei]|aap k[aei]\b|\bapk[aei]\b|\bapn[aei]\b|tumhar|tohar|\braur"
    r"|\byour|آپک|آپ ک|اپنا|اپنی|اپنے|تمہار)"
)
GIVE = (
    r"(?:बता|लिख|भेज|दीजि|दें|दे\s?द|दो(?=\s|$)|देईं|कह(?:ें|िए|ो)|क्या|का ह|चाहिए|ज़?रूरी|बोल"
    r"|bata|likh|bhej|dijiye|de ?do|\bdo\b|\bdein?\b|\bkya\b|chahiye|\bbol"
    r"|\btell|\bgive|\bsend|\bshare|\bwhat|\bwhich|\bneed|provide|\bwrite|\bmay i\b|please"
    r"|بتا|لکھ|بھیج|دیں|دیجی|کیا|چاہی)"
)
NAME = r"(?:नाम|\bnaam\b|\bnam\b|\bname|نام)"
NUMBER = (
    r"(?:नंबर|नम्बर|मोबाइल|मोबाईल|आधार (?:नं|कार्ड)|ईमेल|\bnumber|\bmobile|\bnumbar|\bcontact|aadh?aa?r|\bemail|\bphone (?:no|num)|identity proof"
    r"|पहचान पत्र|نمبر|موبائل|آدھار)"
)
ADDRESS = (
    r"(?:पता (?:बता|लिख|दे|दीजि|भेज|क्या)|का पता|और पता|घर का पता|मकान नंबर|घर कहाँ|लोकेशन|\baddress|\blocation|ghar kahan|ghar ka pata|apna pata"
    r"|which house|پتہ (?:لکھ|بتا|دیں|بھیج)|گھر کہاں|لوکیشن)"
)
"""What is asked for; whose it is, the sentence says."""

WHO = (
    r"(?:(?:आप|तुम|तू|रउआ) (?:हैं )?(?:कौन|के) (?:हैं|हो|हईं|बानी|है)|\ba?ap (?:hai )?kaun|tum kaun|who (?:are )?you|who i am (?:speaking|talking)|who is this"
    r"|identify yourself|your (?:identity|good name|details)|(?:अपनी|आपकी|अपना|आपका) (?:पहचान|परिचय|शुभ नाम)|(?:apni|apna|aapki|aapka) (?:pehchan|pahchan|parichay)"
    r"|آپ کون|اپنی (?:شناخت|پہچان)|اپنا تعارف|(?:आप|तुम|रउआ) (?:उसके|उनके|ओकर|खुद वहाँ|वहाँ) ?(?:पड़ोसी|रिश्तेदार|काम करते|नौकर)"
    r"|a?ap (?:uske|unke) (?:padosi|rishtedar)|are you (?:his|her|their) (?:neighbou?r|relative|wife|brother|employee)|do you (?:work|live) (?:there|with)"
    r"|आपके पिता|पिता का नाम (?:और|लिख|बता)|your father)"
)
LIVES = (
    r"(?:(?:आप|तुम|रउआ|तू) (?:कहाँ|किधर|किस (?:गाँव|गांव|मोहल्ले|जगह)|कवना (?:गाँव|गांव)) ?(?:के|में|पर|से)? ?(?:रह|हैं|हो|बोल|हउअ|हईं|बस)"
    r"|(?:किस|कौन से|कवना) (?:गाँव|गांव|मोहल्ले) के (?:हैं|हो|रहने)|कहाँ से (?:बोल|बात कर|लिख)|रउआ कहाँ|आपका (?:घर|मकान)|घर का पता"
    r"|a?ap kahan (?:ke|se|rah|reh)|a?ap kis (?:gaon|gao|mohalle)|tum kahan|kahan se bol|\bwhere (?:do|are) you (?:live|stay|from|work|calling)|you live\b|your (?:house|home|village)"
    r"|آپ کہاں (?:رہ|کے|سے)|آپ کس (?:گاؤں|محلے)|(?:ghar|makan) kahan (?:hai|h) (?:tumhara|aapka|apka))"
)
HERE = r"(?:थाने|थाना|चौकी|कार्यालय|ऑफिस|आफिस|दफ़्तर|दफ्तर|कोतवाली|एसपी ऑफिस|thane|thana|chowki|chauki|kotwali|office|station|तھانے|تھانے|چوکی)"
COMING = (
    r"(?:आ(?:\s|इए|इये|एँ|ओ|कर|ईं|ना|के|जा)|पहुँच|पहुंच|चले|\baa|\baao|aakar|\bpahunch|\bcome\b|\bvisit|آ |آئیں|پہنچ)"
)
MEETS = (
    r"(?:(?:हमसे|हम से|मुझसे|आपसे|साहब से|आकर|वहीं|उनसे) (?:आकर )?(?:वहीं )?(?:मिल|मुलाक)|मुलाक़?ात|भेंट (?:कर|हो)|मिलने (?:आ|आइ)"
    r"|(?:humse|hamse|mujhse|aapse|aakar) mil|mulaqat|mulakat|milne (?:aa|chaht)"
    r"|\b(?:can|could|shall|let) (?:we|us|i) meet|\bmeet (?:me|us|you|the)|come to (?:the|our|my)|(?:can|could|please) (?:you )?(?:come|visit)|appear (?:at|before)"
    r"|(?:हमें|मुझे|हमको|मुझको|सीधे|थाने|एसएचओ को|साहब को) (?:फोन|फ़ोन|कॉल|काल)|(?:hame|hamein|mujhe|seedhe|thane) (?:phone|call|fon)|\b(?:call|ring|phone) (?:me|us|the|this)"
    r"|بات کرنے آ|ملاقات|آپ سے مل|ہم سے مل|مجھے (?:فون|کال)|बुलाया जाता|तलब)"
)
PAPERS = (
    r"(?:धारा ?(?:35|41|94|179|35\(3\))|section ?(?:35|41|94|179)|बीएनएसएस|\bbnss\b|नोटिस|सम्मन|समन(?=\s|$)|तलब|\bnotice\b|\bsumm?on|\bsamm?an\b|نوٹس|سمن"
    r"|उपस्थित हो|हाज़?िर हो|haa?zir ho|be present (?:at|before)|गवाही (?:देने|के लिए)|as a witness|बयान के लिए|गवाह के रूप|حاضر ہو|گواہی)"
)
THEIRS = (
    r"(?:उसक[ाेी]|उनक[ाेी]|उसके|आरोपी|अपराधी|गाड़ी|वाहन|ट्रक|दुकान|गोदाम|अड्ड|मालिक|गिरोह|चालक|बेच|करने वाल|घाट|ओकर|उनकर|एफआईआर|केस|नाव|नमून"
    r"|uska|unka|uske|unke|gaa?di|truck|vehicle|owner|dukan|godown|malik|driver|\btheir|\bhis\b|\bher\b|shop|seller|accused|gang|plate|\bfir\b|case n|boat"
    r"|اس کا|ان کا|گاڑی|ٹرک|دکان|مالک|112|1930|1098|हेल्पलाइन|helpline)"
)
"""Whose name or number may well be asked: those whom the tip is about."""
DENIES = (
    r"(?:(?:^|\s)न(?:हीं|ा)? (?:बता|चाहि|पूछ|लिख|माँग|मांग|देख|भेज)|मत (?:बता|लिख|भेज|द)|जनि (?:बता|लिख|भेज)|ज़?रूरत नहीं"
    r"|nahi (?:chahiye|puch|likh|bata|dekh|mang)|mat (?:bata|likh|bhej|do|dena)|zaroorat nahi|jarurat nahi"
    r"|(?:do not|don't|never|no) (?:tell|write|send|give|need|ask|want|share)|no need|not need|نہ بتا|نہیں چاہی|مت بتا|مت لکھ|ضرورت نہیں)"
)
