"""Does somebody say that they are in danger now? Immigration agents, captivity, violence, suicide, English and Spanish.

A question about rights ("what if ICE comes") and a figure of speech ("this job is killing me") are not danger. What is
found here decides which fixed text is answered at once and that staff are told; it must never be written to a log.
"""

from __future__ import annotations

from typing import Literal

from .phrases import Phrases, Words, clauses, heard, joined, listed, misspellings

Danger = Literal["ice", "violence", "trafficking", "suicide"]

_LISTS = {
    "agents": "ice immigration inmigracion migracion migra cbp dhs agents agent agentes border_patrol "
    "homeland_security federales feds deportation patrulla_fronteriza deportacion",
    "family": "husband wife brother sister son daughter mom mother dad father kid kids child children uncle aunt "
    "cousin friend friends neighbor neighbors coworker coworkers boyfriend girlfriend partner roommate parents "
    "family boss esposo esposa hermano hermana hijo hija hijos mama papa madre padre tio tia primo prima amigo "
    "amiga vecino vecina vecinos companero companeros companera novio novia pareja marido mujer cunado suegra "
    "sobrino familia abuelo abuela",
    "place": "door house home job work building apartment street window lobby restaurant factory warehouse store "
    "site farm church school hospital court courthouse parking_lot kitchen bus lot block neighborhood yard porch "
    "car",
    "lugar": "puerta casa trabajo calle esquina edificio apartamento tienda fabrica bodega restaurante finca "
    "iglesia escuela estacionamiento parqueo corte hospital parada barrio cuadra ventana bloque carro",
    "who": "he she they hes shes theyre boss bosses manager supervisor foreman coworker husband wife boyfriend "
    "girlfriend partner ex dad father mom mother stepdad stepfather uncle brother son landlord owner employer man "
    "guy lady woman someone somebody family roommate agency recruiter smuggler coyote neighbor him",
    "hits": "hit hits hitting beat beats beating slap slaps slapped slapping punch punches punched punching kick "
    "kicks kicked kicking choke chokes choked choking strangle strangled strangling stab stabbed attack attacks "
    "attacked attacking shove shoves shoved assault assaulted assaults rape rapes raped molest molested grope "
    "gropes groped groping bit burned abuse abuses abused abusing hurts hurting whips",
    "papers": "phone phones passport passports papers documents id ids visa visas identification documentation",
    "holds": "took takes take taken has have had keep keeps keeping kept hold holds holding held confiscated stole "
    "hid hides hiding seized",
    "sexwork": "men clients customers strangers guys money",
    "pega": "pega pegan pego pegaron golpea golpean golpeo golpearon cachetea cachetearon cacheteo patea pateo "
    "patean empuja empujo empujaron ahorca ahorco ataca ataco atacaron acuchillo acuchillaron apunalo maltrata "
    "maltratan manosea manosean manoseo violo violaron viola violan lastima quemo apunto",
    "jefe": "jefe patron supervisor mayordomo manager encargado dueno companero gerente contratista capataz senor "
    "el tio padrastro",
    "arma": "pistola arma cuchillo machete escopeta navaja rifle",
    "papeles": "id ids licencia identificaciones cedula pasaporte pasaportes papeles documentos identificacion "
    "visa visas identidad",
    "pareja": "esposo marido novio pareja ex papa padre padrastro mujer esposa hombre hermano hijo",
    "ice_goods": "cream rink machine hockey storm coffee tea box cube cubes water skating skate pack packs fishing "
    "chest maker cold out",
    "slippery": "sidewalk sidewalks road roads ground floor steps stairs freezer party picnic cooler slipped slip "
    "slippery fell fall driveway roof lake ramp drinks drink",
    "campaign": "abolish protest rally march stop against contra marcha protesta fuera heard last_month last_week "
    "last_year appointment cita lawyer abogado abogada attorney tv news noticias movie",
    "talk": "protest rally march appointment cita lawyer abogado court_date news office oficina last_month "
    "last_week last_year",
    "pause": "temprano early comer votar lunch break descanso antes bano bathroom tarde doctor medico a_la_hora "
    "on_time at hasta_terminar hasta_que_termine hasta_las hasta_acabar vacaciones vacation",
    "cosas": "caja maquina puerta rama tabla escalera carro pelota sol tos gripa hambre calor gana ganas "
    "montacargas herramienta mesa fecha cita horario multa economia noticia clavo susto virus covid gripe aumento "
    "impuesto impuestos renta inflacion",
    "close_by": "here outside inside front door driveway hallway lobby porch window parking downstairs upstairs "
    "knocking waiting coming parked",
    "cerca": "aqui afuera adentro enfrente puerta entrada pasillo abajo tocando esperando llegando entrando "
    "esquina cuadra estacionamiento",
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
    <agents> ..2 followed|follows|chased|chasing
    <agents> is|are ..4 stopping|taking|arresting|checking|grabbing|street|st|ave|avenue|road|rd|downtown
    are|is|theyre|were|was ..1 police|federal? <agents> $
    are|is|theyre|esta|son <agents> $
    <agents> custody|detention|spotted|sighting|checkpoint|vests
    deporting|deported ..2 <family>|me|us
    <agents> ..2 llevando|agarrando|deteniendo|arrestando|parando
    men|guys|officers|people|hombres ..3 outside|door|puerta|afuera ..6 <agents>
    came|come|coming for my|our <family>
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
    <agents> afuera|entro|cayo|vino|llego|anda|andan|llegando|viene|vienen
    camioneta|camionetas|carros|patrullas de <agents>
    metieron|metio ..3 <agents>
    llego|llegaron|vino|vinieron|viene|vienen|entro|entraron|cayo|cayeron|esta|estan|anda|andan|hay|ay|veo ..3 \
        <agents>
    <agents> ..4 llevar|llevarse|detener|arrestar ..1 a ..1 <family>
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
    locked|lock|locks up|away ..1 my|our <papers>
    took|confiscated|stole ..1 away? my|our <papers>
    wont|refuses|refuse|doesnt|dont|not ..1 give|return|giving ..3 <papers>
    locks|lock|locked|locking me|us ..1 in|inside|up
    we|im|i|are|am|were|us locked in|inside|up
    lock|locks|locked ..1 door|doors ..3 cant|while|so|night|us|when|and
    cant|cannot get out
    locked|padlocked room|basement
    not|arent|isnt|never free to leave|go
    room|house ..3 cant|cannot go|leave out|outside|it
    wont|dont|doesnt|not|never let|allow|letting|allowed me|us|her? to? ..1 leave $
    wont|dont|doesnt|not|never let|allow|letting|allowed me|us|her? to? leave|exit \
        the|this|here|house|farm|property|apartment|building
    wont|dont|doesnt|not|never let|allow|letting me|us ..1 out|go_home|escape|go_outside
    wont|dont|doesnt let me|us go $
    cant|cannot ..1 leave the|this ..1 house|farm|property|apartment|building|hotel|place
    cant|cannot leave|escape here|them|him
    and|we i|we|us? cant|cannot leave|go|escape $
    cant|cannot ..1 escape
    leave|go|out|irme|irnos|ir|salir until|hasta ..5 pay|paid|pays|debt|pagar|pague|paguemos|pague|deuda
    against ..1 my|our|her|his|their will
    trapped|kidnapped|captive|hostage|prisoner|enslaved|trafficked
    being held
    human trafficker|traffickers
    sold|bought|compraron|vendieron me|us to|a
    pimp|padrote|proxeneta
    held|holding me|us|her? here|hostage|captive|there
    human|sex|labor trafficking
    forced|force|forces|forcing ..1 to? work $
    forced|force|forces|forcing|make|makes|making ..2 work ..2 for|without free|pay
    forced|force|forces|forcing|make|makes|making ..2 work ..3 pay ..3 debt|owe|trip
    forced|force|forces|forcing|make|makes|making ..3 sex|sleep with|for ..1 <sexwork>
    forced|force|forces|forcing|make|makes|making ..2 into? prostitution|prostitute
    like|a|as|are|am slave|slaves
    <who> ..4 call|report|calls ..3 <agents> ..3 if ..1 i|we|she leave|go|escape|run
    threaten|threatens|threatened|threatening|deport ..6 if i|we leave|go|escape|run|quit
    if i|we leave|go|escape|run ..5 call|report|hurt|kill|harm
    hurt|kill|harm ..3 family ..2 if ..1 i|we leave|go|escape
    tiene|tienen ..1 en un|una casa|cuarto|sotano|bodega|lugar
    esconde|esconden|guarda|guardan|escondio|escondieron ..1 mi|mis|nuestros|los ..1 <papeles>
    no|nunca me|nos deja|dejan hablar|comunicar|comunicarme con ..1 nadie|familia|gente
    nunca|ni|jamas me|nos deja|dejan salir
    me|nos|le ..1 quito|quitaron|quita|robo|robaron|tiene|tienen|escondio|confisco|confiscaron|retiene|retienen \
        ..4 <papeles>
    tiene|tienen|guarda|guardan|retiene|retienen|quito|quitaron ..1 mi|mis|nuestros|nuestro ..1 <papeles>
    no ..3 devolver|devolverme|regresar|regresarme|entregar ..2 <papeles>
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
    obliga|obligan|forza|forzan|fuerzan|fuerza|obligando|forzando|obligado|obligada|obligados ..1 trabajar $
    me|nos trae|traen|manda|mandan hombres|clientes
    bring|brings|send|sends men|clients|guys ..1 to|for
    obliga|obligan|forzan|fuerzan ..1 trabajar sin paga|pago|sueldo|cobrar|salario
    obliga|obligan|forzan|fuerzan ..1 trabajar gratis|para_pagar|por_la_deuda|por_una_deuda
    obliga|obligan|forzan|fuerzan ..2 prostituirme|prostituirnos|prostituir|acostarme|acostarnos|desnudarme
    obligan|forzan|fuerzan ..2 tener relaciones|sexo
    no me|nos puedo|podemos ir $
    no puedo|podemos|deja|dejan irme|irnos $
    <jefe>|patrona|senora ..1 tiene|guarda|tienen ..1 los|nuestros|mi|mis ..1 <papeles> ..3 \
        guardados|guardado|oficina|caja|$
    no ..2 escapar|escaparme|escapo
    si me|nos voy|vamos|escapo|salgo ..6 llama|llamar|llaman|llamara|migra|dano|matar|matan|mata|denuncia
    si me|nos voy|vamos|escapo|salgo ..4 hacen|hace|haran|hara ..3 familia|hijos|mama|dano|algo
    obliga|obligan|fuerzan|forzan ..2 estar con ..1 clientes|hombres|desconocidos
    amenaza|amenazan|amenazo ..7 si me|nos voy|vamos|escapo
    """,
    _LISTS,
)
_VIOLENCE = Phrases(
    """
    <who> ..3 <hits> me|us|her|him|up
    <who> ..3 <hits> my|our ..1 \
        <family>|face|head|arm|body|back|neck|stomach|throat|butt|ass|breast|breasts|thigh|hair|hand
    <who> ..3 threw|throws|slammed|dragged|drags me|us|her ..2 against|down|into|on|across|out|by
    <who> ..3 broke|breaks|twisted|burned|burnt|fractured my|her ..1 \
        arm|nose|rib|ribs|hand|finger|fingers|jaw|tooth|teeth|leg|wrist|face|bone
    <who> ..3 kiss|kissed|kisses|kissing|fondle|fondled|squeezed|rubbed|rubs me|my
    wont|keeps|doesnt ..1 stop? touching|kissing|grabbing|hitting me|us|my
    punched|punches|punching|slapped|slaps|choked|chokes|choking|strangled|stabbed|raped|assaulted|groped|molested \
        me|us
    breaking|rompiendo|destroying everything|todo|things|cosas
    threw|throws|throwing ..4 at me|us
    shot|shooting|shoots|dispararon|disparo|balearon at? ..1 me|us|my|people
    active shooter
    tiroteo|balacera
    following|follows|followed|stalking|stalks me home|everywhere|to|and
    siguiendo me|a_mi ..1 casa
    bleeding ..4 hit|beat|stabbed|<who>
    <who> ..3 <hits> and|again ..3 me|us|my
    <who> ..2 pushed me|us ..2 and|down|against|into|hard
    <who> ..2 shoved|spat|spit me|us|on
    <who> ..3 hurt me|us|her|my|physically
    was|got|been|being attacked|assaulted|raped|stabbed|beaten|molested|groped|strangled|abused
    beaten|hit|slapped|punched|attacked|assaulted|raped ..1 by ..2 <who>
    rape|raped|raping|rapist me|us|my|her?
    sexually|sexual assaulted|assault|abused|abuse|abuses|harasses
    touch|touches|touched|touching|grabs|grabbed|grab|squeezed ..1 my ..1 \
        private|privates|breast|breasts|body|butt|parts|chest
    <who> ..4 touch|touches|touched|touching|grab|grabs|grabbed me|us
    himself|hisself on me
    forced|force|forces|forcing ..3 sex
    hands on me
    <who> ..5 kill me|us|my|her|him
    kill me|us|my|her if|tonight|when
    gun|knife|machete|weapon on|at|to|against ..1 me|us|my
    <who> ..3 with|has|holding ..1 gun|knife|machete|weapon
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
    me|nos <pega>
    me|nos|la avento|aventaron|jaloneo|jalonea|estrello|arrastro|arrastra
    le|les|la <pega> ..1 a ..1 mi|su|ella|los|las|mama|mis
    me|le quebro|rompio|partio|fracturo|torcio ..1 \
        brazo|nariz|costilla|costillas|mano|dedo|diente|dientes|pierna|boca|cara|hueso
    me beso|besa|toquetea|toqueteo|acosa|acaricia|acaricio
    puso|pone|puesto ..2 <arma>
    si ..1 lo|la|le|me dejo|digo|voy|hablo ..3 me mata|matan
    me|nos mata|matan si
    me|nos|le|la esta|estan pegando|golpeando|ahorcando|atacando|maltratando|tocando|violando
    pegando|pegandome|golpeandome|golpeando a|mi? ..1 me|mi|mama|<pareja>
    pegandome|golpeandome|ahorcandome|violandome|maltratandome
    me|le|nos dio|dieron|da ..1 \
        golpe|golpes|cachetada|cachetadas|patada|patadas|punetazo|bofetada|paliza|golpiza|nalgada|nalgadas|pellizco
    me|nos|la va|van|quiere|quieren|trata|trato|intento|quiso|iba a|de? \
        matar|ahorcar|violar|pegar|golpear|disparar|lastimar|quemar|apunalar
    matarme|matarnos|violarme|violarnos|golpearme|pegarme|pegarnos|besarme|manosearme|empujarme|lastimarme|patearme
    me|nos|la ..1 acaba|vuelve|volvio|volvera de|a pegar|golpear|empujar|violar
    <pareja>|<jefe> ..4 con un|una ..1 <arma>
    me|nos escupio|asaltaron|apunalaron|apunalo|encanono|pico
    amenaza|amenazo|amenazan|amenazaron ..2 muerte|matar|matarme|matarnos|golpearme|pegarme
    amenaza|amenazo|amenazan|amenazaron|amenazando|amenazandome ..2 con ..1 <arma>
    no|sigue ..2 deja|dejan|para de? tocarme|tocarnos|molestarme_sexualmente
    tocarme|tocandome|manoseandome ..2 $|partes|cuerpo|senos|nalgas
    tiene|trae|saco|apunto|carga|tienen|traen ..2 <arma>
    <jefe> me toca|toco|manosea|agarra
    jalo|jala|jalonea ..2 pelo|cabello|grenas
    escondiendo|escondida|escondido ..1 de mi <pareja>
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
    want|wanna|rather|wish to? be dead
    cant|dont|not keep|continue|go living|on like|living
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
    feel|feeling like ..1 dying
    deserve|will|desire to live
    want ..2 to be over
    being alive
    nobody|noone|no_one|anyone ..2 care|notice|miss ..2 if i ..1 die|died|dead|gone|disappeared
    dont|no|not|cant|without ..4 reason|point|purpose ..3 live|living|alive|exist
    want|wanna|wish ..2 disappear|vanish
    cant do|take|handle ..1 life
    tired|sick|done of|with ..1 living|life|being_alive
    give|giving|gave up on life
    dont|not|never ..2 wake up $|again|anymore|tomorrow
    took|swallowed|taken|take ..1 all|bunch|bottle|whole|many|lot ..3 pills
    overdose|overdosed
    jump|jumping off|from|in_front ..1 bridge|building|roof|train
    kms
    self harm|harming
    cant go on anymore|living|like
    quiero|deseo|prefiero|preferiria|quisiera ..1 morir|morirme
    trate|intente|tratado|intentado|intento|trato ..1 matarme|suicidarme|ahorcarme
    mejor|quisiera|quiero|prefiero|preferiria|ojala ..1 estar|estaria|estuviera|estoy muerta|muerto
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
    mejor|felices|bien sin mi $
    si ..1 me|yo muero|muriera|mato|matara
    quisiera|quiero|ojala|prefiero ..1 no despertar|despertarme|existir|amanecer
    quiero|quisiera desaparecer
    para que vivir|seguir_viviendo|sigo_viviendo
    mejor|entonces|mejor_si me mato|suicido
    quiero|ganas|pienso ..1 lastimarme|cortarme
    dejar de vivir|existir
    irme|ir de este mundo
    cansado|cansada|harto|harta de vivir|esta_vida|la_vida|mi_vida
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

# Two things said in one sentence, in whatever order.
_NEAR = Phrases(
    """
    <close_by>
    building|apartment|neighborhood|house|street
    arrested|arresting|detained|detaining|grabbed|handcuffed|chasing|surrounded|surrounding|hiding|trapped
    took|taken|taking ..3 <family>|people|everyone|coworker
    <cerca>
    edificio|apartamento|calle
    pidiendo ..1 papeles|documentos|identificacion
    llevaron|llevando|agarro|agarraron|detuvo|detuvieron|arresto|arrestaron|arrestando|escondida|escondido|escondidos
    """,
    _LISTS,
)
_AGENTS = Phrases("<agents>", _LISTS)
_NOT_NOW = listed(
    "about if would should could will when where who why how law bill rally march protest last ago yesterday "
    "afraid scared fear union class training meeting flyer learn know rights lawyer status case office visa "
    "application appointment reform sobre si cuando donde como quien ley marcha protesta miedo clase taller "
    "derechos abogado cita caso oficina papeles_de visa solicitud reforma ayer reunion volante campana contra "
    "pueden puede podria can does do is_it allowed never nunca"
)

# The same words, said of something else.
_NOT_ICE = Phrases(
    """
    ice <ice_goods>
    dry|black|slipped|slip|fell|melt|bring|buy|crushed|bags|bag|salt ..3 ice
    ice ..7 <slippery>
    <campaign> ..4 ice|immigration|migra|inmigracion|raids|redadas|redada
    <agents> ..3 <talk>
    insurance|real_estate|travel|seguros|union agent|agents|agente|agentes
    call|report|calls|called|llamar|llama|llame|llamara|reportar|llamo|reportarme ..3 <agents>
    caso|tramite|proceso|informacion|office|case|status ..2 <agents>
    papeles de|para <agents>
    miedo|afraid|scared ..2 <agents>
    <agents> cases|questions|issues|problems|paperwork|stuff|matters|preguntas|casos
    agente|agent ..1 seguros|insurance|ventas|sales
    """,
    _LISTS,
)
_NOT_TRAFFICKING = Phrases(
    """
    salir|leave|ir|go ..2 <pause>
    leave|salir ..1 the|de|my ..1 register|line|station|counter|desk|floor|post|caja|linea|estacion|puesto|mesa|turno
    <papers> ..2 on|in|at ..1 file|front|desk|reception
    encerrada|encerrado|encerradas|encerrados ..1 mi|mis|la|las|el bolsa|llaves|perro|gato|cosas|carro|mochila|ropa
    until ..3 finish|finished|done|close|closing|shift|end|clean|cleaning|work|noon|midnight
    until 1|2|3|4|5|6|7|8|9|10|11|12
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
    hit|hits|hitting me|us with ..2 \
        new|bill|fine|fee|charge|charges|lot|paperwork|tax|schedule|more|extra|another|cut|cuts
    beat|beats me|us to|in|at|by
    attacked|attacks|attack my|our ..1 work|idea|ideas|post|comment|credit|union
    pushed|pushes me to
    touch|touches|touched|grab|grabs me up|base|lunch|a|coffee
    <pega> ..6 <cosas>
    golpe de calor|suerte|estado
    <pega> ..2 periodico|prensa|television|redes|facebook|noticias
    <pega> ..2 derechos|contrato|ley|acuerdo
    toca|toco ..2 puerta|hombro|trabajar|votar|turno|cheque|pagar|limpiar|hablar
    kill|kills me with|of|laughing
    """,
    _LISTS,
)
_NOT_SUICIDE = Phrases(
    """
    morir|morirme|muero de ..1 hambre|risa|calor|frio|sueno|sed|verguenza|aburrimiento|cansancio|sueno|ganas|pena
    die laughing|of|from laughing|hunger|heat|boredom|embarrassment
    hurt|cut|harm myself at|on|lifting|while|in|doing|working ..1 work|job|shift|boxes|kitchen|knife|machine
    vivir|live|living|viviendo ..1 aqui|en|con|in|with|here|there|on|ahi|alla
    suicide prevention|awareness|hotline_volunteer
    """,
    _LISTS,
)
# A question about what might be, not what is: only before the thing itself.
_SUPPOSING = listed(
    "if whether should does would may allowed puede pueden podria derechos rights sin acaso heard verdad cierto true"
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
    "immigration inmigracion passport pasaporte suicide suicidio suicidarme detained arrested encerrada encerrado "
    "encerrados threatened amenazo redada afuera outside knocking trapped kidnapped matarme morirme morir agentes "
    "golpea golpeo pistola cuchillo documentos documents",
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
        if any(_says(kind, phrases, otherwise, piece, asks=asks) for piece in [*pieces, words]):
            return kind
    return None


def _says(kind: Danger, phrases: Phrases, otherwise: Phrases, words: Words, *, asks: bool) -> bool:
    found = phrases.find(words)
    if otherwise.find(words):
        return False
    if not found:
        return kind == "ice" and _both(words)
    return kind != "ice" or not _supposes(words, joined(words)[: found.end()].split(), asks=asks)


def _both(words: Words) -> bool:
    return bool(_AGENTS.find(words) and _NEAR.find(words)) and _NOT_NOW.isdisjoint(words)


def _supposes(words: Words, before: Words, *, asks: bool) -> bool:
    """ "What should I do if ICE comes": a question. "Can you help, ICE is here": none."""
    if not _SUPPOSING.isdisjoint(before):
        return True
    if "si" in before and (asks or before[0] == "y" or not _SPANISH_QUESTION.isdisjoint(words)):
        return True  # "sí" and "si" look alike: alone it is no condition
    return not _ASKING.isdisjoint(before[:1]) and _URGENT.isdisjoint(words)
