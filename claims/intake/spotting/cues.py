"""What in a sentence calls for a check, or speaks against it, by words of the languages that the desk knows."""

import re
from functools import cache

from claims.vocabulary import Cue

# Stems end in *; languages without a list are judged by figures, names, quotes and marks alone.
WORDS: dict[str, dict[Cue, str]] = {
    "en": {
        Cue.COMPARISON: "more than|less than|fewer|higher|lower|larger|smaller|bigger|greater|better than"
        "|worse than|twice"
        "|double*|tripl*|halved|increas*|decreas*|rose|fell|grew|declin*|compared",
        Cue.SUPERLATIVE: "most|least|largest|biggest|highest|lowest|best|worst|first|last|only|ever|never before"
        "|record"
        "|oldest|newest|longest|strongest|fastest|greatest|number one",
        Cue.CAUSE: "because|due to|caus*|led to|leads to|leading to|result* in|as a result|thanks to|therefore"
        "|owing to"
        "|responsible for|in order to",
        Cue.ATTRIBUTION: "said|says|stated|told|according to|claim*|announced|added|argued|reported|report|noted"
        "|explained"
        "|acknowledged|declared|warned|admitted",
        Cue.OPINION: "i think|i believe|i feel|in my opinion|should|must|ought|great|wonderful|terrible|beautiful"
        "|important|honou?red|hope|wish|happy|proud|love|deserve*",
        Cue.PREDICTION: "will|going to|shall|would|could|may|might|plan* to|expected to|soon|next year|in the future",
    },
    "es": {
        Cue.COMPARISON: "más que|más de|menos que|menos de|mayor que|menor que|aument*|disminu*|subi*|baj*|dobl*"
        "|triplic*",
        Cue.SUPERLATIVE: "el más|la más|los más|las más|el mayor|la mayor|el menor|primer*|últim*|únic*|récord"
        "|nunca|jamás",
        Cue.CAUSE: "porque|debido a|caus*|provoc*|gracias a|por culpa de|por eso|como resultado",
        Cue.ATTRIBUTION: "dijo|dice|según|afirm*|declar*|anunci*|asegur*|explic*|señal*|añadi*|advirti*",
        Cue.OPINION: "creo|pienso|opino|deber*|debe|debemos|importante|terrible|maravillos*|ojalá|espero",
        Cue.PREDICTION: "será*|va a|van a|vamos a|habrá*|podrá*|próximo año|en el futuro|pronto",
    },
    "fr": {
        Cue.COMPARISON: "plus que|plus de|moins que|moins de|supérieur*|inférieur*|augment*|diminu*|baiss*|hausse"
        "|doubl*|tripl*",
        Cue.SUPERLATIVE: "le plus|la plus|les plus|le moins|premier*|première*|dernier*|dernière*|seul*|record|jamais",
        Cue.CAUSE: "parce que|parce qu|à cause|caus*|provoqu*|grâce à|en raison|entraîn*|par conséquent",
        Cue.ATTRIBUTION: "a dit|dit|selon|d'après|d’après|affirm*|déclar*|annonc*|expliqu*|ajout*|a indiqué"
        "|souligné|averti",
        Cue.OPINION: "je pense|je crois|à mon avis|devrai*|doit|doivent|devons|important*|terrible|magnifique|espér*",
        Cue.PREDICTION: "sera|seront|va|vont|allons|aura|auront|pourrai*|pourra*|l'an prochain|à l'avenir|bientôt",
    },
    "de": {
        Cue.COMPARISON: "mehr als|weniger als|höher|niedriger|größer|kleiner|doppelt|dreimal|verdoppel*|gestiegen"
        "|stieg*"
        "|gesunken|sank*|wuchs*|gewachsen",
        Cue.SUPERLATIVE: "am meisten|meisten|größte*|höchste*|niedrigste*|beste*|schlechteste*|erste*|letzte*"
        "|einzige*"
        "|rekord*|niemals|noch nie",
        Cue.CAUSE: "weil|wegen|aufgrund|verursach*|führt* zu|dank|deshalb|daher|infolge",
        Cue.ATTRIBUTION: "sagt*|laut|zufolge|erklärt*|behauptet*|berichtet*|teilte*|betont*|warnt*|nach angaben",
        Cue.OPINION: "ich glaube|ich denke|ich finde|meiner meinung|sollte*|muss|müssen|wichtig*|schrecklich*"
        "|hoffe*|leider",
        Cue.PREDICTION: "wird|werden|könnte*|dürfte*|nächstes jahr|in zukunft|bald",
    },
    "ru": {
        Cue.COMPARISON: "больше|меньше|выше|ниже|чем|вдвое|втрое|вырос*|увелич*|сократ*|снизил*|упал*",
        Cue.SUPERLATIVE: "сам*|крупнейш*|наибольш*|наименьш*|перв*|последн*|единственн*|рекорд*|никогда|лучш*|худш*",
        Cue.CAUSE: "потому что|из-за|благодаря|вызва*|привел*|поэтому|вследствие|по причине",
        Cue.ATTRIBUTION: "сказал*|заявил*|по словам|сообщил*|по данным|отметил*|утвержда*|подчеркнул*|объявил*"
        "|добавил*",
        Cue.OPINION: "я думаю|я считаю|по-моему|должн*|надо|нужно|важно|ужасн*|прекрасн*|надеюсь|к сожалению",
        Cue.PREDICTION: "будет|будут|станет|станут|может|могут|скоро|в будущем|в следующем году",
    },
    "az": {
        Cue.COMPARISON: "daha çox|daha az|artıq|yüksək|aşağı|iki dəfə|üç dəfə|artdı|artıb|azaldı|azalıb|nisbətən",
        Cue.SUPERLATIVE: "ən|birinci|ilk|sonuncu|yeganə|rekord|heç vaxt|heç zaman",
        Cue.CAUSE: "çünki|görə|səbəb*|nəticəsində|sayəsində|buna görə",
        Cue.ATTRIBUTION: "dedi|deyib|bildirdi|bildirib|söylədi|qeyd edib|əsasən|iddia*|vurğula*|açıqla*|əlavə edib",
        Cue.OPINION: "məncə|düşünürəm|fikrimcə|gərək*|lazım*|vacib*|ümid*|təəssüf*",
        Cue.PREDICTION: "olacaq*|edəcək*|ediləcək*|gələn il|gələcəkdə|tezliklə|bilər",
    },
    "ar": {
        Cue.COMPARISON: "أكثر من|أقل من|أكبر من|أعلى|أدنى|ضعف|تضاعف*|ارتفع*|انخفض*|زاد*|تراجع*|مقارنة",
        Cue.SUPERLATIVE: "الأكثر|الأكبر|الأعلى|الأقل|الأول|الأولى|الأخير*|الوحيد*|أكبر|أول|قياسي*|أبدا",
        Cue.CAUSE: "بسبب|لأن|نتيجة|أدى إلى|أدت إلى|بفضل|لذلك|تسبب*",
        Cue.ATTRIBUTION: "قال|قالت|وقال|وقالت|صرح|صرحت|أعلن|أعلنت|وفقا|بحسب|حسب|أكد|أكدت|أضاف|وأضاف|زعم*|ذكر*",
        Cue.OPINION: "أعتقد|أظن|برأيي|يجب|ينبغي|مهم*|رائع*|فظيع*|آمل|للأسف",
        Cue.PREDICTION: "سوف|سيكون|ستكون|قد|العام المقبل|في المستقبل|قريبا",
    },
    "he": {
        Cue.COMPARISON: "יותר מ*|פחות מ*|גבוה*|נמוך|פי שניים|פי שלושה|עלה|עלתה|ירד*|גדל*|הוכפל*|לעומת",
        Cue.SUPERLATIVE: "הכי|ביותר|הגדול*|הגבוה*|הראשון|הראשונה|האחרון|האחרונה|היחיד*|שיא|מעולם",
        Cue.CAUSE: "בגלל|כי|משום|עקב|גרם|גרמה|הוביל*|בזכות|לכן|כתוצאה",
        Cue.ATTRIBUTION: "אמר|אמרה|אמרו|לדברי|לפי|הצהיר*|הודיע*|טען|טענה|ציין|ציינה|הוסיף|הוסיפה|הדגיש*|דיווח*",
        Cue.OPINION: "אני חושב*|אני מאמין|לדעתי|צריך|צריכה|חייב*|חשוב|נורא|נפלא|מקווה|לצערי",
        Cue.PREDICTION: "יהיה|תהיה|יהיו|עתיד|עתידה|צפוי*|בשנה הבאה|בעתיד|בקרוב",
    },
}
NUMBER = re.compile(
    r"\d|[%‰$€£₪₼₽]"
    r"|\b(?:hundreds?|thousands?|millions?|billions?|trillions?|dozens?|percent|per cent|half|third|quarter)\b",
    re.IGNORECASE,
)
NAMED = re.compile(r"(?<![\w.!?…])(?<!\A)[^\W\d_a-zß-öø-ÿа-яёə]\w+", re.MULTILINE)
CASED = re.compile(r"[A-ZÀ-ÖØ-ÞА-ЯЁƏ]")
QUESTION = re.compile(r"[?؟？][\"'”’»›)]*\s*\Z")


def cues(sentence: str, language: str = "en") -> list[Cue]:
    """What can be seen in a sentence, in the order of the vocabulary."""
    plain = sentence.casefold()
    known = WORDS.get(language.casefold().partition("-")[0], {})
    seen = {cue for cue in known if _pattern(known[cue]).search(plain)}
    if NUMBER.search(sentence):
        seen.add(Cue.NUMBER)
    if _has_name(sentence):
        seen.add(Cue.NAME)
    if QUESTION.search(sentence):
        seen.add(Cue.QUESTION)
    return [cue for cue in Cue if cue in seen]


@cache
def _pattern(words: str) -> re.Pattern[str]:
    listed = "|".join(word.replace("*", r"\w*") for word in words.casefold().split("|"))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")


def _has_name(sentence: str) -> bool:
    """Whether a word inside the sentence begins with a capital letter, in a script that has them."""
    return any(CASED.match(match[0]) and match[0] != "I" for match in NAMED.finditer(sentence))
