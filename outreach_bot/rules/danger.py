"""Does somebody say that they are in danger now? Immigration agents, captivity, violence, suicide, in English and Spanish.

A question about rights ("what if ICE comes") and a figure of speech ("this job is killing me") are not danger. What is
found here decides which fixed text is answered at once and that staff are told; it must never be written to a log.
"""

from __future__ import annotations

from typing import Literal

from .phrases import Phrases, Words, clauses, heard, joined, listed, misspellings

Danger = Literal["ice", "violence", "trafficking", "suicide"]

_LISTS = {
    "agents": "ice immigration inmigracion migra cbp dhs agents agent agentes border_patrol homeland_security"
    " federales feds"
    " deportation patrulla_fronteriza deportacion",
    "family": "husband wife brother sister son daughter mom mother dad father kid kids child children uncle aunt"
    " cousin friend"
    " friends neighbor neighbors coworker coworkers boyfriend girlfriend partner roommate parents family boss"
    " esposo esposa hermano hermana hijo hija hijos mama papa madre padre tio tia primo prima amigo amiga vecino"
    " vecina vecinos"
    " companero companeros companera novio novia pareja marido mujer cunado suegra sobrino familia abuelo abuela",
    "place": "door house home job work building apartment street window lobby restaurant factory warehouse store"
    " site farm"
    " church school hospital court courthouse parking_lot kitchen bus lot block neighborhood yard porch car",
    "lugar": "puerta casa trabajo calle esquina edificio apartamento tienda fabrica bodega restaurante finca"
    " iglesia escuela"
    " estacionamiento parqueo corte hospital parada barrio cuadra ventana bloque carro",
    "who": "he she they hes shes theyre boss bosses manager supervisor foreman coworker husband wife boyfriend"
    " girlfriend"
    " partner ex dad father mom mother stepdad stepfather uncle brother son landlord owner employer man guy lady"
    " woman"
    " someone somebody family roommate agency recruiter smuggler coyote neighbor him",
    "hits": "hit hits hitting beat beats beating slap slaps slapped slapping punch punches punched punching kick"
    " kicks kicked"
    " kicking choke chokes choked choking strangle strangled strangling stab stabbed attack attacks attacked"
    " attacking"
    " shove shoves shoved assault assaulted assaults rape rapes raped molest molested grope gropes groped"
    " groping bit burned"
    " abuse abuses abused abusing hurts hurting whips",
    "papers": "passport passports papers documents id ids visa visas identification documentation",
    "holds": "took takes take taken has have had keep keeps keeping kept hold holds holding held confiscated"
    " stole hid hides hiding seized",
    "sexwork": "men clients customers strangers guys money",
    "pega": "pega pegan pego pegaron golpea golpean golpeo golpearon cachetea cachetearon cacheteo patea pateo"
    " patean empuja empujo"
    " empujaron ahorca ahorco ataca ataco atacaron acuchillo acuchillaron apunalo maltrata maltratan manosea"
    " manosean manoseo"
    " violo violaron viola violan lastima quemo apunto",
    "jefe": "jefe patron supervisor mayordomo manager encargado dueno companero gerente contratista capataz"
    " senor el tio padrastro",
    "arma": "pistola arma cuchillo machete escopeta navaja rifle",
    "papeles": "pasaporte pasaportes papeles documentos identificacion visa visas identidad",
    "pareja": "esposo marido novio pareja ex papa padre padrastro mujer esposa hombre hermano hijo",
}

_ICE = Phrases(
    """
    <agents> ..3 here|outside|inside|knocking|knocked|banging|downstairs|upstairs
    <agents> ..3 coming in|inside
    <agents> ..4 at|in|on|near|by|outside|around ..1 my|our|the|this ..1 <place>
    <agents> at ..1 <place>
    <agents> ..2 came|showed|arrived|raided|raiding|entered|surrounded|broke|pulled|stopped
    <agents> ..3 took|detained|arrested|grabbed|got|has|have|picked|caught|taking|following|chasing ..3 \
        <family>|me|us|him|her|people|everybody|everyone
    <agents> van|vans|cars|trucks|vehicles|everywhere
    detained|arrested|taken|picked|grabbed|stopped|caught|followed ..2 by ..1 <agents>
    detained|deported ..2 <family>
    <family> ..2 got|was|is|been|being ..1 detained|deported
    they took ..1 my <family>
    taking people|everyone|everybody ..3 <agents>
    hiding ..2 from ..1 <agents>
    help|ayuda|auxilio|socorro ..2 <agents>
    <agents> ..1 help|ayuda|auxilio|now|ahora|ahorita $
    door|knocking|banging|knock|window ..9 <agents>
    see|seeing ..1 <agents>
    raid ..2 now|at|here|happening|going|in|today
    a|ice|immigration|big raid
    raiding ..2 <place>|us
    <agents> ..3 aqui|afuera|adentro|tocando|golpeando|entrando|abajo|cerca|rodeando
    <agents> ..2 en|por|a ..2 <lugar>
    <agents> afuera|entro|cayo|vino|llego
    llego|llegaron|vino|vinieron|viene|vienen|entro|entraron|cayo|cayeron|esta|estan|anda|andan|hay|ay|veo ..3 \
        <agents>
    <agents> ..2 llevo|llevaron|agarro|agarraron|detuvo|detuvieron|arresto|paro|siguiendo|quiere
    <agents> ..1 tiene|tienen a mi|un|una
    me|nos tiene|tienen|agarro|detuvo|paro|llevo|detuvieron|arresto|sigue ..2 <agents>
    llevaron|llevo|agarraron|detuvieron|arrestaron|deportaron a ..1 <family>
    llevo|llevaron|agarraron|agarro|siguiendo ..3 <agents>
    detenido|detenida|detenidos por|con ..2 <agents>
    escondido|escondida|escondidos ..2 de ..1 <agents>
    tocando|tocan|golpeando|puerta ..6 <agents>
    redada
    """,
    _LISTS,
)
_TRAFFICKING = Phrases(
    """
    <who> ..4 <holds> ..2 my|our|her|his|their ..1 <papers>
    took|confiscated|stole ..1 away? my|our <papers>
    wont|refuses|refuse|doesnt|dont|not ..1 give|return|giving ..3 <papers>
    locks|lock|locked|locking me|us ..1 in|inside|up
    we|im|i|are|am|were|us locked in|inside|up
    lock|locks|locked ..1 door|doors ..3 cant|while|so|night|us|when|and
    cant|cannot get out
    wont|dont|doesnt|not|never let|allow|letting|allowed me|us|her? to? ..1 leave $
    wont|dont|doesnt|not|never let|allow|letting|allowed me|us|her? to? leave|exit \
        the|this|here|house|farm|property|apartment|building
    wont|dont|doesnt|not|never let|allow|letting me|us ..1 out|go_home|escape|go_outside
    wont|dont|doesnt let me|us go $
    cant|cannot ..1 leave the|this ..1 house|farm|property|apartment|building|hotel|place
    cant|cannot leave|escape here|them|him
    and|we i|we|us? cant|cannot leave|go|escape $
    cant|cannot ..1 escape
    against ..1 my|our|her|his|their will
    trapped|kidnapped|captive|hostage|prisoner|enslaved|trafficked
    held|holding me|us|her? here|hostage|captive|there
    human|sex|labor trafficking
    forced|force|forces|forcing ..1 to? work $
    forced|force|forces|forcing|make|makes|making ..2 work ..2 for|without free|pay
    forced|force|forces|forcing|make|makes|making ..2 work ..3 pay ..3 debt|owe|trip
    forced|force|forces|forcing|make|makes|making ..3 sex|sleep with ..1 <sexwork>
    forced|force|forces|forcing|make|makes|making ..2 into? prostitution|prostitute
    like|a|as|are|am slave|slaves
    <who> ..4 call|report|calls ..3 <agents> ..3 if ..1 i|we|she leave|go|escape|run
    if i|we leave|go|escape|run ..5 call|report|hurt|kill|harm
    hurt|kill|harm ..3 family ..2 if ..1 i|we leave|go|escape
    me|nos|le ..1 quito|quitaron|quita|robo|robaron|tiene|tienen|escondio|confisco|confiscaron|retiene|retienen \
        ..4 <papeles>
    tiene|tienen|guarda|guardan|retiene|retienen|quito|quitaron ..1 mi|mis|nuestros|nuestro ..1 <papeles>
    no ..3 devuelve|devuelven|regresa|regresan|entrega|dan|da ..2 <papeles>
    encerrada|encerrado|encerrados|encerradas
    me|nos|las|los encierra|encierran|encerro|encerraron
    cierra|cierran|tienen|tiene|cerraron ..3 llave|candado
    no me|nos|la|le deja|dejan salir
    no me|nos deja|dejan ir|irme|irnos $
    no me|nos deja|dejan ir hasta
    no puedo|podemos|pueden salir ..1 de aqui|ahi|casa|la_casa|este_lugar|la_finca
    salir ..2 vigilan|vigilados|vigilada|vigilado|vigiladas
    contra ..1 mi|nuestra|su voluntad
    tiene|tienen|retienen a la fuerza
    secuestro|secuestraron|secuestrada|secuestrado|secuestrados|atrapada|atrapado|atrapados|raptaron|cautiva|cautivo
    trata|trafico de personas|mujeres|blancas
    trabajo|trabajos forzado|forzados
    esclava|esclavo|esclavos|esclavas|esclavitud
    obliga|obligan|forza|forzan|fuerzan|fuerza ..1 trabajar $
    obliga|obligan|forzan|fuerzan ..1 trabajar sin paga|pago|sueldo|cobrar|salario
    obliga|obligan|forzan|fuerzan ..1 trabajar gratis|para_pagar|por_la_deuda|por_una_deuda
    obliga|obligan|forzan|fuerzan ..2 prostituirme|prostituirnos|prostituir|acostarme|acostarnos|desnudarme
    obligan|forzan|fuerzan ..2 tener relaciones|sexo
    no ..2 escapar|escaparme|escapo
    si me|nos voy|vamos|escapo|salgo ..6 llama|llamar|llaman|llamara|migra|dano|matar|matan|mata|denuncia
    amenaza|amenazan|amenazo ..7 si me|nos voy|vamos|escapo
    """,
    _LISTS,
)
_VIOLENCE = Phrases(
    """
    <who> ..3 <hits> me|us|her|him|my|our|up
    <who> ..3 <hits> and|on|again ..3 me|us|my
    <who> ..2 pushed me|us ..2 and|down|against|into|hard
    <who> ..2 shoved|spat|spit me|us|on
    <who> ..3 hurt me|us|her|my|physically
    was|got|been|being attacked|assaulted|raped|stabbed|beaten|molested|groped|strangled|abused
    beaten|hit|slapped|punched|attacked|assaulted|raped ..1 by ..2 <who>
    rape|raped|raping|rapist me|us|my|her?
    sexually|sexual assaulted|assault|abused|abuse|abuses|harasses
    touch|touches|touched|touching ..1 my ..1 private|privates|breast|breasts|body|butt|parts|chest
    <who> ..2 touch|touches|touched|touching|grab|grabs|grabbed me|us
    himself|hisself on me
    forced|force|forces|forcing ..3 sex
    hands on me
    <who> ..5 kill me|us|my|her|him
    kill me|us|my|her if|tonight|when
    gun|knife|machete|weapon on|at|to ..1 me|us|my
    <who> ..1 has|had|got|pulled|pointed|holding|brought|with ..2 gun|knife|machete|weapon
    threatened|threatens|threatening|attacked|attack|chased|chasing ..4 gun|knife|machete|weapon
    hurt|harm|beat me|us|my ..2 kids|children|family|if|again|tonight
    threatened|threatens|threatening|going|gonna|wants|trying|tried|will to? hurt|harm|beat|rape|shoot|stab \
        me|us|my|her
    scared|afraid|terrified|fear|hiding of|from? ..1 my \
        husband|boyfriend|partner|wife|ex|father|dad|stepdad|stepfather|girlfriend
    not|dont|never|isnt|unsafe|isn|arent feel? safe ..1 at|in|with ..1 home|house|him|my_house|husband|her|my_home
    unsafe at|in ..1 home|house
    am|are|is|im|were in danger
    domestic violence|abuse
    husband|boyfriend|partner|wife|ex|dad|father|hes ..2 abusive|violent|abuser
    break|breaking|broke|kicking ..2 door down|in|now
    breaking down ..1 door
    call|llama|llamen ..1 911|police_now
    me|nos|le|la|lo <pega>
    me|nos|le|la esta|estan pegando|golpeando|ahorcando|atacando|maltratando|tocando|violando
    pegando|pegandome|golpeandome|golpeando a|mi? ..1 me|mi|mama|<pareja>
    pegandome|golpeandome|ahorcandome|violandome|maltratandome
    me|le|nos dio|dieron|da ..1 golpe|golpes|cachetada|cachetadas|patada|patadas|punetazo|bofetada|paliza|golpiza
    me|nos|la va|van|quiere|quieren|trata|trato|intento|quiso|iba a|de? matar|ahorcar|violar|pegar|golpear
    matarme|matarnos|violarme|violarnos|golpearme|pegarme
    amenaza|amenazo|amenazan|amenazaron ..2 muerte|matar|matarme|matarnos|golpearme|pegarme
    amenaza|amenazo|amenazan|amenazaron ..2 con ..1 <arma>
    tiene|trae|saco|apunto|carga|tienen|traen ..2 <arma>
    <jefe> me toca|toco|manosea|agarra
    agarro|agarra|jalo ..1 a|por la fuerza|cuello|pelo|cabello
    me toca|toco|agarra|agarro ..1 partes|senos|nalgas|pechos|cuerpo|piernas
    abusa|abusan|abusaron de mi|nosotras|ella $|sexualmente|mi
    abuso|abusa|abusan de mi|mi_hija $|mi|sexualmente
    abuso|acoso|agresion|ataque sexual
    obliga|obligo|forza|forzo ..2 tener|a sexo|relaciones
    miedo ..1 a|de|que mi <pareja>
    violencia domestica|familiar|intrafamiliar|en
    estoy|estamos|corro|corremos|esta en? peligro
    no ..2 segura|seguro|salvo|seguros ..1 en ..1 casa
    rompiendo|tumbando|pateando ..1 puerta
    <pareja> ..2 violento|agresivo|abusivo|violenta
    """,
    _LISTS,
)
_SUICIDE = Phrases(
    """
    kill|killing|hang|hanging|shoot|drown myself|my_self|himself|herself|themselves|themself
    hurt|hurting|harm|harming myself|my_self
    cut|cutting|cuts myself|herself|himself|my_wrists ..3 purpose|again|feel|cope|wrists
    cutting|slit|slitting ..1 myself|wrists|veins
    want|wanna|ready|rather|going|hope|need|trying to? just? die $
    want|wanna|rather to? just? die
    wish i|he|she? was|were|am dead
    wish i|god would|could? die
    wish ..1 never been|be born
    better|rather|best be|off? dead
    suicide|suicidal
    dont|not|no|cant want|wanna|wish to? live|living|exist $|anymore|like|any
    dont|not|cant ..1 to|wanna|want? be alive|around|here $|anymore|any
    live|living like this anymore|any
    end|ending|take|taking|taken my|his|her ..1 life|lives
    end|ending it all
    want|wanna|going|gonna to? end it $
    no|nothing|any ..1 reason|point|left ..2 live|living
    nothing to|left live|living
    worth living
    better|happier off? without me
    took|swallowed|taken|take ..1 all|bunch|bottle|whole|many|lot ..3 pills
    overdose|overdosed
    jump|jumping off|from|in_front ..1 bridge|building|roof|train
    kms
    self harm|harming
    cant go on anymore|living|like
    quiero|deseo|prefiero|preferiria|quisiera ..1 morir|morirme
    mejor|quisiera|prefiero|preferiria|ojala ..1 estar|estaria|estuviera|estoy muerta|muerto
    ojala ..1 muriera|muera|morirme
    me ..1 quiero|voy|queria|pienso|quisiera a|en? matar|suicidar|ahorcar|colgar
    se ..1 quiere|va|queria|quiso|intento a? matar|suicidar|ahorcar|colgar
    quiero|voy|pienso|pensado|pensando|ganas|queria ..1 matarme|ahorcarme|colgarme
    quiere|va|queria|intento ..1 matarse|ahorcarse|colgarse
    suicidarme|suicidarse|suicidar|suicidio|suicida|suicidas|suicidarnos
    quitarme|quitarse|quitar|quito la vida
    no quiero|deseo|puedo|quisiera ..2 vivir|viviendo|existir $|mas|asi|ya
    no ..3 ganas|sentido|razon|razones|motivo|motivos|pena ..2 vivir|vida
    no aguanto ..2 vida
    sin ganas|razon|razones de|para vivir
    acabar|terminar con mi vida
    acabar|terminar con todo ..3 vida|morir|mi
    tome|tomo|trague|tomarme ..1 muchas|todas|monton|frasco|bote|demasiadas ..3 pastillas
    corto|cortarme|corte ..1 brazos|venas|munecas
    hacerme|hacerse dano
    me quiero|voy hacer dano
    tirar|tirarme|aventar|aventarme|lanzar|lanzarme|brincar ..1 puente|tren|edificio|techo|balcon
    """,
    _LISTS,
)

# The same words, said of something else.
_NOT_ICE = Phrases(
    """
    ice \
        cream|rink|machine|hockey|storm|coffee|tea|box|cube|cubes|water|skating|skate|pack|packs|fishing|chest|maker|cold|out
    dry|black|slipped|slip|fell|melt|bring|buy|crushed|bags|bag|salt on|of|the|some|more? ice
    ice ..7 \
        sidewalk|sidewalks|road|roads|ground|floor|steps|stairs|freezer|party|picnic|cooler|slipped|slip|slippery|fell|fall|driveway|roof|lake|ramp|drinks|drink
    abolish|protest|rally|march|stop|against|contra|marcha|protesta|fuera|heard|last_month|last_week|last_year|appointment|cita|lawyer|abogado|abogada|attorney|tv|news|noticias|movie \
        ..4 ice|immigration|migra|inmigracion|raids|redadas|redada
    <agents> ..3 \
        protest|rally|march|appointment|cita|lawyer|abogado|court_date|news|office|oficina|last_month|last_week|last_year
    insurance|real_estate|travel|seguros|union agent|agents|agente|agentes
    call|report|calls|called|llamar|llama|llame|llamara|reportar|llamo|reportarme ..3 <agents>
    caso|papeles|tramite|proceso|informacion|office|case|status ..2 <agents>
    miedo|afraid|scared ..2 <agents>
    agente|agent ..1 seguros|insurance|ventas|sales
    """,
    _LISTS,
)
_NOT_TRAFFICKING = Phrases(
    """
    salir|leave|ir|go ..2 \
        temprano|early|comer|votar|lunch|break|descanso|antes|bano|bathroom|tarde|until|doctor|medico|a_la_hora|on_time|at|vacaciones|vacation
    copy|copia ..2 <papers>|<papeles>
    slave wages
    locked|lock out|my|of
    puedo|podemos salir hoy|manana|temprano|del|de_mi_trabajo
    """,
    _LISTS,
)
_NOT_VIOLENCE = Phrases(
    """
    hit|hits me up|hard
    hit|hits me with ..2 bill|fine|fee|charge|lot|paperwork|tax
    beat|beats me to
    pushed|pushes me to
    touch|touches|touched|grab|grabs me up|base|lunch|a|coffee
    <pega> ..6 \
        caja|maquina|puerta|rama|tabla|pala|escalera|carro|pelota|sol|tos|gripa|hambre|calor|gana|ganas|montacargas|herramienta|tubo|mesa
    golpe de calor|suerte|estado
    <pega> ..2 derechos|contrato|ley|acuerdo
    toca|toco ..2 puerta|hombro|trabajar|votar|turno|cheque|pagar|limpiar|hablar
    kill|kills me with|of|laughing
    """,
    _LISTS,
)
_NOT_SUICIDE = Phrases(
    """
    morir|morirme|muero de ..1 hambre|risa|calor|frio|sueno|sed|verguenza|aburrimiento|cansancio|pena
    die laughing|of|from laughing|hunger|heat|boredom|embarrassment
    hurt|cut|harm myself at|on|lifting|while|in|doing|working ..1 work|job|shift|boxes|kitchen|knife|machine
    vivir|live|living|viviendo ..1 aqui|en|con|in|with|here|there|on|ahi|alla
    suicide prevention|awareness|hotline_volunteer
    """,
    _LISTS,
)
# A question about what might be, not what is: only before the thing itself.
_SUPPOSING = listed(
    "if whether should does would may allowed puede pueden podria derechos rights sin acaso heard"
)
_ASKING = listed(
    "can could how when are is do cuando como habra dice dicen amenaza amenazan"
)
_URGENT = listed(
    "help ayuda ayudenme ayudeme auxilio socorro now ahora ahorita please urgente emergency emergencia sos"
)
_SPANISH_QUESTION = listed(
    "hago hacer tengo debo puedo puede abro derechos dejo contesto pasa pasaria"
)

_TYPOS = misspellings(
    "immigration inmigracion passport pasaporte suicide suicidio suicidarme detained arrested encerrada"
    " encerrado encerrados"
    " threatened amenazo redada afuera outside knocking trapped kidnapped matarme morirme morir agentes golpea"
    " golpeo pistola"
    " cuchillo documentos documents",
    except_="mori moran golpe golpes pistolas agente encerrar afuer outsider document documento morid",
) | {
    "emigracion": "inmigracion",
    "imigracion": "inmigracion",
    "imigration": "immigration",
    "lamigra": "migra",
    "kiero": "quiero",
    "qiero": "quiero",
    "kiere": "quiere",
    "aki": "aqui",
    "pasport": "passport",
    "gona": "gonna",
    "wana": "wanna",
    "hes": "he",
    "shes": "she",
    "theyre": "they",
    "yo": "yo",
}

_KINDS: tuple[tuple[Danger, Phrases, Phrases], ...] = (
    ("suicide", _SUICIDE, _NOT_SUICIDE),
    ("trafficking", _TRAFFICKING, _NOT_TRAFFICKING),
    ("ice", _ICE, _NOT_ICE),
    ("violence", _VIOLENCE, _NOT_VIOLENCE),
)
_ANCHORS = frozenset().union(*(phrases.anchors for _, phrases, _ in _KINDS))


def danger(text: str) -> Danger | None:
    """Which danger the person says they, or those near them, are in now; None when they say no such thing.

    Of several, the one named first here: suicide, trafficking, ice, violence.
    """
    words = [_TYPOS.get(word, word) for word in heard(text)]
    if _ANCHORS.isdisjoint(words):
        return None
    pieces = [[_TYPOS.get(word, word) for word in piece] for piece in clauses(text)]
    asks = "?" in text
    for kind, phrases, otherwise in _KINDS:
        for piece in [*pieces, words]:
            if not phrases.anchors.isdisjoint(piece) and _says(kind, phrases, otherwise, piece, asks=asks):
                return kind
    return None


def _says(kind: Danger, phrases: Phrases, otherwise: Phrases, words: Words, *, asks: bool) -> bool:
    found = phrases.find(words)
    if not found or otherwise.find(words):
        return False
    return kind != "ice" or not _supposes(words, joined(words)[: found.end()].split(), asks=asks)


def _supposes(words: Words, before: Words, *, asks: bool) -> bool:
    """ "What should I do if ICE comes": a question. "Can you help, ICE is here": none."""
    if not _SUPPOSING.isdisjoint(before):
        return True
    if "si" in before and (asks or before[0] == "y" or not _SPANISH_QUESTION.isdisjoint(words)):
        return True  # "sí" and "si" look alike: alone it is no condition
    return not _ASKING.isdisjoint(before[:1]) and _URGENT.isdisjoint(words)
