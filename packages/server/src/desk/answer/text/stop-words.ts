/** Words that hold a sentence together and say nothing of its subject; without accents. */
const lists = {
  en: `a about above actually after again all already also always am an and another any anybody anyone anything anyway are aren't as
    at back be because been before being below between both but by came can can't cannot come could couldn't day did didn't do does
    doesn't doing don't done down during each either else ever every everything few find first for from further get gets getting
    give given go goes going gonna good got had has have haven't having he hello help her here hers hey hi him his how i
    i'd i'll i'm i've if in instead into is isn't it it's its itself just kind know last lately let like little long look
    looking made make makes many may maybe me mean might mine more most much must my myself need needs never new next no
    nor not now of off ok okay on once one only onto or other our ours out over own people please possible probably put quite
    rather really regarding right said same say see seem shall she should shouldn't since so some somebody someone something
    soon sorry still such sure take takes taking tell than thank thanks that that's the their theirs them then there these
    they thing things think this those though through thus till time to today together too toward try trying under until up
    us use used using usually very want wanted wants was wasn't way we well went were weren't what what's whats when where where's whether
    which while who who's whom whose why will with within without won't work works would wouldn't yes yet you you'd your
    you're yours yourself hows guys wondering question answer anyhow offer offers exactly happen happens happened`,
  de: `aber alle allem allen alles als also am an andere anderen auch auf aus bei beim bekomme bekommen bin bis bist bitte brauche
    da dabei damit danke dann darf das dass dein deine dem den denn der des deshalb die dies diese diesem diesen dieser
    dieses dir doch dort du durch ein eine einem einen einer eines er erst es etwas euch euer eure fur gab geben gehen geht
    gerade gern gibt gut haben habe hallo hat hatte hatten hier hilfe ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in
    ins ist ja jede jeden jeder jedes jetzt kann kannst kein keine keinen konnen konnt konnte konnten lang lange machen macht man mal mehr mein meine
    meinem meinen meiner mich mir mit mochte muss musst mussen nach nein nicht nichts noch nun nur ob oder ohne schon sehr
    sein seine seit sich sie sind so sollte sonst uber um und uns unser unsere unter vielen viel vom von vor war waren warum was
    weg weil welche welchem welchen welcher welches wenn wer werde werden wie wieder wieso will wir wird wo wurde wurden
    zu zum zur zwischen eigentlich frage habt seid wann konnt wollt sollt durfen durft finde finden findet gehts bieten bietet ihrer eures eurer euren einfach`,
  es: `a al algo alguien alguna alguno algun ante antes aqui asi aun aunque bien buenas buenos cada como con cual cuales cualquier cuando
    cuanta cuantas cuanto cuantos de del desde donde dos durante e el ella ellas ello ellos en entre era es esa ese eso
    esta estaba estan estar estas este esto estos estoy favor fue gracias ha hace hacer hacia han hasta hay he hola la las le les
    lo los mas me mi mis mucho muchos muy nada necesito ni no nos nosotros nuestra nuestro o os otra otro otros para pero
    poco por porque pueda puede pueden puedo que quien quiero se ser si sin sobre solo son su sus tambien tan tanto te
    tener tengo ti tiempo tiene tienen todo todos tu tus un una unas uno unos usted ustedes va vamos y ya yo`,
};
export type ListedLanguage = keyof typeof lists;

const listed = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));
const sets: Record<ListedLanguage, ReadonlySet<string>> = {
  en: listed(lists.en),
  de: listed(lists.de),
  es: listed(lists.es),
};

const all: ReadonlySet<string> = new Set(Object.values(sets).flatMap((set) => [...set]));

/** `word` is lower case without accents. */
export function isStopWord(word: string): boolean {
  return all.has(word) || /^[a-z]$/.test(word);
}

/** Of which languages it is a word that carries grammar, to tell languages apart. */
export function stopWordOf(word: string): ListedLanguage[] {
  return (Object.keys(sets) as ListedLanguage[]).filter((language) => sets[language].has(word));
}
