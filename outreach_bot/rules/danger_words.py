"""The words by which people say that they are in danger, English and Spanish, and those that only sound alike.

Each danger is described by what happens in it (who, does what, to whom, with what), not by sentences: see `phrases`.
"""

from __future__ import annotations

# What English and Spanish speakers both say.
_BOTH = {
    "agents": "ice immigration inmigracion migracion migra cbp dhs feds federales border_patrol homeland_security "
    "patrulla_fronteriza deportation_officer",
    "docs": "passport passports papers document* id ids visa visas identification green_card license pasaporte* "
    "papeles documento* identificacion* cedula licencia permiso_de_trabajo",
    "weapon": "gun guns knife machete weapon pistol rifle shotgun bat hammer pistola arma cuchillo navaja escopeta "
    "martillo cuete puñal punal tubo",
}

ENGLISH = _BOTH | {
    "away": "leave leaving quit escape run go_home go_back go_away stop_work stop_working stop_coming stop_cleaning "
    "stop refuse dont_work move walk_away walk_out",
    "not": "not no dont doesnt didnt wont cant cannot never isnt arent wouldnt aint without refuse refuses refused "
    "nobody unable",
    "want": "want wanna wants wish wishes wishing rather prefer hope hoping ready better would going gonna "
    "need trying "
    "tried try think thinks thinking thought planning plan",
    "me": "me us my our him her them mine myself",
    "kin": "husband wife brother brothers sister son sons daughter mom mother mommy dad daddy father kid kids child "
    "children uncle aunt cousin cousins friend friends neighbor neighbors coworker coworkers boyfriend girlfriend "
    "partner roommate parents family nephew niece grandma grandpa grandfather grandmother fiance baby man woman lady "
    "guy girl tenant",
    "who": "he she they boss bosses manager supervisor foreman coworker husband hubby wife boyfriend bf "
    "girlfriend gf "
    "partner ex dad father mom mother stepdad stepfather stepmom uncle aunt brother son daughter landlord owner "
    "employer man men guy guys lady woman madam mister someone somebody family roommate agency recruiter smuggler "
    "coyote neighbor him contractor chef driver patient resident teacher student nephew pastor coach officer "
    "clients cousin customer client people one trafficker crew boyfriends husbands "
    "sister sir fiance dude abuser pimp them her",
    "hit": "hit hits hitting beat beats beating beaten slap slaps slapped slapping punch punches punched "
    "punching kick kicks kicked kicking attack attacks attacked attacking shove shoves shoved bit bites "
    "hurting pushing smack* whip* kickin beatin hittin slams slammed drags dragged",
    "assault": "chok* strangl* stab stabs stabbed stabbing rape rapes raped raping molest* grop* assault* "
    "batter* abus* "
    "beats_up beat_up beaten_up beating_up jumped",
    "part": "face head arm arms body back neck stomach belly throat butt ass breast breasts boobs thigh thighs hair "
    "hand hands leg legs eye mouth chest privates private",
    "bone": "arm nose rib ribs hand finger fingers jaw tooth teeth leg wrist face bone bones",
    "hold": "took takes take taken has have had got keep keeps keeping kept hold holds holding held confiscat* stole "
    "hid hides hidden hiding seized lock locks locked taking grabbed burned tore withh*",
    "inside": "house home apartment basement room trailer building farm factory warehouse place camp hotel property "
    "here motel shop store restaurant salon site garage ranch",
}
SPANISH = _BOTH | {
    "se_va": "me_voy nos_vamos se_va se_van se_vaya me_vaya me_fuera escapo escapa escapamos salgo salimos salga dejo "
    "dejamos renuncio renunciamos renuncia huyo huimos no_trabajo no_trabajamos corro corremos",
    "yo_quiero": "quiero quisiera deseo prefiero preferiria ojala mejor ganas pienso pensando pensado queria voy "
    "necesito planeo planeando intente intentado trate tratado quiere_morir quiere_morirse dice_que",
    "agresor": "jefe patron supervisor mayordomo manager encargado dueno companero contratista senor "
    "padrastro esposo "
    "marido novio pareja ex papa hombre tipo hermano hijo vecino cliente senora patrona yerno exmarido exnovio novia",
    "no": "no nunca ni jamas tampoco sin",
    "quiero": "quiero quiere quisiera deseo prefiero preferiria ojala mejor ganas pienso piensa pensando pensado "
    "queria voy va necesito planeo planeando intente intento intentado trate tratado dice",
    "me": "me nos mi mis nuestra nuestro",
    "familia": "esposo esposa hermano hermana hermanos hijo hija hijos hijas mama papa madre padre tio tia "
    "primo prima "
    "primos amigo amiga amigos vecino vecina vecinos companero companeros companera novio novia pareja marido mujer "
    "cunado cunada suegra suegro sobrino sobrina familia abuelo abuela nino nina ninos ninas senor senora muchacho "
    "muchacha comadre compadre mami papi gente papas jefe bebe nieto nieta yerno nuera muchachos paisano paisanos",
    "quien": "jefe jefa patron patrona supervisor supervisora mayordomo manager encargado encargada dueno duena "
    "companero gerente contratista capataz senor senora el ella ellos tio padrastro madrastra esposo marido novio "
    "pareja ex papa padre mujer esposa hombre hombres hermano hijo hija yerno cunado primo vecino alguien tipo tipos "
    "coyote familia agencia empleador suegra suegro mama madre abuelo exnovio exmarido exesposo cliente compadre "
    "reclutador pollero chofer senores viejo muchacho",
    "pega": "pega pego pegan pegaron pegaba pegando pegandome pegandonos pegandole pegarme pegarle pegarnos "
    "golpea golpean "
    "golpeo golpio golpearon golpiaron golpeaba golpeando* golpiando* golpearme golpeado golpeada golpiada "
    "cachete* patea* pateo patio empuj* ahorc* asfixi* viola violo violan violaron violaba violando violarme "
    "violarnos manose* toquete* pegar golpear agred* maltrat* apunal* acuchill* aporre* madre* madriz* "
    "verguio verguea* penque* "
    "somata* malmat* azota* azoto arrastr* zarande* escup* abofet* bofete* mordio muerde estrangul* abus* balear* "
    "dispar* apunto quema quemo avento aventaron aventar jalonea* jaloneo ataca ataco atacan atacaron trompe* "
    "estrell* tumbo",
    "golpe": "golpe golpes golpiza paliza cachetada* patada* punetazo* bofetada* nalgada* pellizco* trompada* "
    "trompon "
    "trompones guantazo galletazo cocotazo pescozon madriza chinga chinguiza cintarazo* cinturonazo* "
    "correazo* fajazo* "
    "botellazo* martillazo* machetazo* balazo* pela pescozada cachimbazo* jalon jalones empujon* manazo*",
    "parte": "pelo cabello grenas cuello garganta senos nalgas pechos cuerpo piernas partes brazo cara pompis "
    "trasero "
    "pecho pierna chichis",
    "hueso": "brazo nariz costilla costillas mano dedo diente dientes pierna boca cara hueso quijada labio "
    "ojo muneca",
    "matar": "matar matarme matarnos matarla matarlo matarte ahorcarme violarme violarnos pegarme pegarnos golpearme "
    "golpearnos disparar dispararme lastimarme quemarme apunalar apunalarme picar picarme desaparecer quebrar "
    "quebrarme rajar violar pegar golpear lastimar asesinar mato mata acuchillar romper_la_madre partir_la_madre "
    "hacer_dano hacer_algo",
    "tiene": "tiene tienen quito quitaron quita quitan quitado robo robaron agarro agarraron escond* confisc* reten* "
    "retien* guard* decomis* rompio rompieron quemo recogi* recojio encerr* quedo quedaron queda quedan cobija llevo "
    "bota boto",
    "dejan": "deja dejan dejaba dejaban dejaron dejo permite permiten permitieron dejarme dejarnos dejen",
    "encierra": "encierra encierran encerro encerraron encerrad* encerrarme encerrarnos encerraba candado "
    "candados enllav* trancad* enrejad*",
    "adentro": "casa cuarto sotano bodega lugar finca aqui apartamento trailer edificio rancho hotel motel fabrica "
    "porton garaje traila campo negocio salon restaurante tienda",
    "afuera": "afuera enfrente puerta",
    "trabajar": "trabaj* limpiar cocinar cuidar servir",
    "arma": "pistola arma armado cuchillo machete escopeta navaja rifle cuete martillo bate botella tubo",
}

EITHER = {
    "kin": ENGLISH["kin"] + " " + SPANISH["familia"],
    "me": ENGLISH["me"],
    "live": "live living vivir viviendo",
    "notlife": "not no dont cant ya",
}
# Who comes; alone no danger.
ICE_AGENTS = """
    <agents>
    agent|agents|agente|agentes|officers|oficiales
    masked men|man|guys|people|agents
    men|guys|people|man ..4 masks|masked|vests|uniforms
    <familia>|tipos|sujetos|encapuchados|gente|personas ..4 enmascarad*|encapuchad*|chalecos|chaleco|cara_tapada|\
caras_tapadas|uniforme|mascara|mascaras|tapada
    enmascarados|encapuchados
    no_plates|unmarked|sin_placas
    detention center|facility
    grabbing|taking|putting|picking|arresting|snatching|chasing people|everyone|everybody|workers|guys|men
    agarrando|agarraron|deteniendo|llevando|arrestando|agarrar|parando ..1 a? gente|todos|don|personas|trabajadores|\
muchachos|los
    esposad*
    rodeado|rodeada|rodearon
    chaleco|chalecos
    badge ..6 status
    warrant ..9 door|outside|here
    papeles|documentos ..9 metieron|entraron|llegaron|preguntando
    metieron|entraron|llegaron|preguntando ..9 papeles|documentos
    homeland
    agarraron|llevaron|detuvieron a|al ..1 <familia>
    me|nos|lo|la|los|las llevan $|presos|preso|presa|detenido
    redada*|raid|raids|raided|raiding
    detenido|detenida|detenidos|detuvieron|detained|deport|deported|deporting|deportar*|deportaron|deportando|\
deportacion|deportation|arresto|arrestaron|arrested|arresting
    llevaron|llevando|llevan a? ..1 <familia>
    taken|took|taking ..2 <kin>
    come|came|coming for ..1 <kin>|me|us
"""
# How much the words say that it is happening, and against it. From 3 on it is.
ICE_CUES = """
    +1 <agents>
    +3 took|taken|taking|take|takes|grabbed|grabbing|grab|grabs|arrest|arrested|arresting|arrests|detain|detained|\
detains|detaining|detention|handcuffed|handcuffs|picked_up|caught|custody|deported|deporting
    +2 got|has|have|picks|picked|pick ..2 <kin>|me|us|him|her|them|people|everyone
    +2 got ..2 <agents>
    +1 the? man|men|people|officer|officers|agents|somebody|someone
    +3 knock*|bang*|raiding|raided|raid|raids|surround*|spotted|sighting|checkpoint|swarming
    +2 here|outside|inside|door|front|downstairs|upstairs|hallway|lobby|window|driveway|porch|stairs|reception|\
everywhere|entrance|gate|parking_lot
    +2 came|come|comes|coming|showed|shows|arrived|arriving|enter*|broke|show|pulled|pull|stopped|stopping|stop|\
stops|\
waiting|parked|sitting|blocking|running|checking
    +2 follow*|chas*|after_me|looking_for|asking|asks|ask|asked|searching|hiding|hide|trapped|locked
    +2 now|rn|right_now|help|urgent|emergency|happening|tonight|this_morning|last_night|today|yesterday|please|asap|\
sos
    +1 at|in|on|near|by|into|around ..2 <inside>|job|work|street|st|ave|school|church|court|courthouse|hospital|\
laundromat|station|bus|lot|block|neighborhood|yard|kitchen|car|van|warehouse|walmart|depot|corner|laundromat|roof|\
stop|deli
    +1 <kin>
    +1 me|us|my|our
    +1 is|are|theres|there|were|was|its|see|seeing|say|says|saying|said|theyre
    +2 rolled|swarm*|pointed|surrounding|showed_up|pulled_up
    +2 break room|door|down
    +1 van|vans|truck|trucks|cars|car|suv|suvs|vehicle|vehicles|warrant|masked|masks|vests|badge|badges|guns|plates|\
unmarked
    +2 sign|signing|open|show|let ..3 something|papers|paper|door|them|form|forms|documents|id|deportation|in
    +2 <not> ..3 know|find|reach|contact|leave|answer|open|plates
    +1 police|federal|officers|agents
    +3 llev* ..6 a|al|mi|<familia>|me|nos|todos|gente|muchach*|esposad*
    +2 la|lo|las|los|me|nos|le|se llev*|agarr*
    +3 agarr*|deten*|detuv*|arrest*|esposaron|esposado|esposada|esposados|deportaron|deportando|redada*|detiene*|\
apresaron|apresar*|encarcel*
    +2 hay|ay|esta|estan|veo|anda|andan la|los|unos? ..1 <agents>
    +2 acaba|acaban|acabo de entrar|llegar|venir|salir
    +2 jail|prison|carcel|detencion
    +2 at the|my mosque|church|market|store|shop|clinic|hospital|shelter|daycare
    +2 hay|ay|esta|estan redada*
    +3 toca|tocan|tocando|tocaron|golpeando|golpean|tumba*|rodea*|rodean|rompiendo|rompieron
    +2 aqui|afuera|adentro|enfrente|puerta|entrada|pasillo|abajo|escaleras|ventana|porton|estacionamiento|parqueo|\
recepcion|yarda|lobby|esquina|aca|ahi
    +2 llego|llegaron|llegando|vino|vinieron|viene|vienen|entro|entraron|entrando|cayo|cayeron|callo|callaron|metio|\
metieron|paro|pararon|parando|para|anda|andan|cae|caen|caer|brinco|siguen|sigue|siguiendo|persigue*|persiguiendo|\
buscan|buscando|busca|buscaban|preguntan|preguntando|piden|pidiendo|pide|llega|llegan|apareci*
    +2 ahora|ahorita|orita|ayuda|ayudenme|ayudeme|ayudame|auxilio|socorro|urgente|emergencia|hoy|anoche|esta_manana|\
ayer|ya|hace_rato|favor|\
apurense|rapido|corran
    +2 escondid*|encerrad*|escondiendo|escondemos|corriendo|atrapad*
    +2 firme|firmar|firmo|firmara|abro|abra|abrir|abran|contesto
    +1 en|por|a|al|del ..2 <adentro>|trabajo|jale|calle|escuela|iglesia|corte|hospital|parada|barrio|cuadra|carro|\
obra|\
cocina|techo|carretera|chamba|walmart|home_depot|restaurante|lavanderia|guagua|tren|bus|bloque
    +1 <familia>
    +1 me|nos|mi|mis
    +1 esta|estan|hay|ay|son|veo|vi|vimos|estaba|estaban|traen|trae|dicen|dice|tienen|tiene
    +1 camioneta|camionetas|carros|patrullas|patrulla|van|troca|trocas|orden|chaleco|chalecos|armas|placas|tapada|\
enmascarad*|encapuchad*
    +2 no ..3 se|salir|encuentro|contesta|aparece|aparecio|abro|dejaron
    +1 policia|agentes|oficiales
    +1 ^ <agents> here|aqui|outside|afuera|at|en
    +1 <agents> and|y police|policia
    -4 if|what_if|whether|would|in_case|someday|ever
    +3 <agents> ..1 is|are|its|esta|estan ..1 here|outside|aqui|afuera|inside|adentro|knocking|tocando
    +3 ^ la migra $
    -3 ^ is|are there? ..2 redada*|raid|raids
    -3 ^ cuando|donde ..1 hay ..2 redada*
    -3 ^ do|can|must|should|does i|we|they
    -4 stop|no_a|end|no_more the|las|los? ..1 <agents>|redada*|raid|raids
    -3 ice is ..1 here for
    -4 cheque|pago|paycheck|party|fridge|snack*|roach*|shadow|game|picnic|fiesta
    -4 ice on|in ..1 stairs|steps|sidewalk|ground|walkway|ramp|porch|my_drink|my_car|windshield
    -3 tiene_que|tienen_que|deben|debe|necesita|need_a|has_to|have_to
    -2 ^ can|do|does|is|are <agents>|they|police
    -2 can|does <agents>|they
    -3 me|nos puede|pueden|podria
    -3 could|might|may
    -2 are|does|do|did|will you|the|your|we
    -1 ^ can|could|do|does|is|are|when|how|what|why|where|who
    -1 ^ when|how_much|how_many|why|how_does
    -4 rights|allowed|legal|law|laws|lawyer|lawyers|attorney|workshop|training|class|flyer|know_your|flyers
    -4 abolish|protest*|rally|march|marching|petition|vote|voting|senator|president|congress|policy|reform|budget|\
funding|governor|mayor|campaign|against|melt|politic*|candidate
    -4 news|heard|article|movie|show_about|documentary|tv|radio|history|podcast|facebook|tiktok|rumor|rumors|read
    -4 years_ago|last_year|last_month|last_week|in_the_past|months_ago|used_to|20*|19*|weeks_ago|long_time
    -2 appointment|interview|office|form|application|renew*|case|cases|caso|casos|status|paperwork|fee|cost|visa|\
court_date|hearing|\
biometrics|permit|test
    -3 threaten*|will_call|call|calls|called|calling|report|reports
    -5 <agents> is|was|are? not|isnt|aint|wasnt|arent ..1 here|coming|outside
    -5 no esta|estan|anda|ha|han|vino|llego ..2 <agents>
    -5 <agents> no esta|estan|ha|han|vino|llego
    -5 no ice here|around|yet
    -5 ^ ..2 son|es|eres|are|trabajan ..3 <agents>
    -3 afraid|scared|worried|fear|worry
    -4 hate|love|think_about|opinion|feel_about
    -4 ^ me llamo
    -4 my_name|name_is|vivo_en_la_calle|live_on
    -4 cream|rink|machine|hockey|storm|coffee|tea|box|cube|cubes|water|skating|skate|pack|packs|fishing|maker|cold|\
sidewalk*|road|roads|floor|steps|freezer|cooler|slip*|fell|fall|driveway_ice|lake|drinks|drink|bag|bags|melt|salt|\
crushed|dry_ice|black_ice|soda|snow|winter|bucket|knee|ankle|iced|truck_route|shovel|beer
    -4 took|takes|taking ..2 year|years|month|months|forever|long|weeks
    -4 my|an|the agent got|is|said|called|me
    -4 trafico|proyecto|impuestos|tapon|videojuegos|paquete|cita
    -4 produccion|maquina|linea|carton|pedido
    -4 poder_notarial|plan_familiar|power_of_attorney
    -4 insurance|real_estate|travel|union|estate|seguros|bienes|ventas|sales|realtor|sindicato|leasing
    -4 si|sea_que ..6 viene|vienen|llega|llegan|toca|tocan|para|paran|entra|entran|me|nos|hay|cae|agarra|agarran|\
detiene|detienen|aparece*|pide|piden|va|un_dia
    -4 en_caso|por_si|acaso|algun_dia
    -3 puede|pueden|podria|podrian|pudiera <agents>|ellos|los|la|entrar|venir|llevar*|llegar|pedir*|un
    -1 ^ que|como|cuando|cuanto|cual|puede|pueden|donde
    -4 derecho|derechos|abogado|abogada|abogados|ley|leyes|taller|clase|volante|volantes|charla|tarjeta|entrenamiento
    -4 marcha|protesta|manifestacion|peticion|votar|senador|presidente|congreso|reforma|gobernador|alcalde|contra|\
campana|politic*|candidat*|fuera
    -4 noticia*|escuche|oi|lei|pelicula|tele|television|radio|dicen_que_va|rumor|rumores|novela|historia|periodico
    -4 ano_pasado|anos_pasados|mes_pasado|semana_pasada|hace_anos|hace_*_anos|hace_meses
    -3 cita|entrevista|oficina|forma|aplicacion|solicitud|renov*|caso|tramite|tramites|estatus|costo|cuesta|visa|\
permiso|examen|huellas|ciudadania|papeles_de
    -3 amenaz*|llamar|llame|llamara|llamo|echar|echarme|reportar|reporta|reportarnos|denunci*|va_a_llamar
    -3 miedo|temo|preocup*
    -2 would|used_to|hubiera|hubo
    -3 opin*|piensa*|odio
"""

TRAFFICKING_ENGLISH = """
    not free here|to
    forced|force|forces to? ..1 work & locked|sleep*|lock|cant|debt|night|cousin|sister|she|basement
    they|he|she|boss have|has|took my ..1 daughter|son|kids|baby|children & work|make|pay|until|do
    can never|not leave ..4 & pay|bring|owe|boss|says
    pay|paying ..4 for bringing|crossing|smuggling
    like|as|a slave|slaves ..4 by|for|here|family|house|boss|work|in
    forced|force|forces|made|make|makes|making ..6 with|for|by ..1 men|clients|strangers|guys|people|customers & \
me|us|her|being|sleep|sex|do|stuff|things|him
    belong|belongs|property|own|owns|owned ..1 to|me|us|of him|her|them|him_now|$|he|boss & he|she|they|boss|says|\
employer|brought
    i|we am|are ..1 property
    posts|advertise*|rents|sells|selling me|us|her|girls ..1 online|to|out|for
    being|been|getting|was sold
    locked|trapped|held|stuck ..2 there|inside|in_there|house|basement & sister|brother|friend|cousin|mother|still|\
her|him|them|get|escape*
    no pay & no day_off|days_off|phone|passport|food
    <who> ..2 hold|holds|keep|keeps|held|kept us|me|them|her|girls|workers ..2 in ..1 <inside>
    jail|police|arrest* ..3 me|us|you ..2 if ..3 run|leave|escape|quit|go|talk
    control|controls ..3 money|phone|papers|everything & leave|away|cant|go|escape|papers|passport
    debt ..5 never|doesnt|keeps|grows|bigger|finish*
    do|dont|no ..1 not? have key|keys ..9 inside|out|locked|leave
    sees|see|meet|serve ..1 guys|men|clients|johns ..4 & make|makes|made|force*|have_to
    get|run|escape away from ..3 & papers|id|passport|documents|phone|money
    # Papers or phone in another's hands.
    <who> ..4 <hold> ..3 my|our|her|his|their|all|the|everyones|everybodys|workers|peoples ..2 <docs>|phone|phones
    <hold> ..2 my|our|her|his|their|everyones|workers ..2 <docs> & <not>|give|back|leave|quit|until|till|locked|\
owner|\
employer|boss|lady|madam|agency|away
    my|our|her|the|their passport|passports|papers|documents|visas|ids ..3 taken|confiscated|held|locked|hidden|\
stolen & \
boss|he|she|they|lady|agency|employer|family|owner|us|by
    <not>|refuse* ..1 give|return|giving|gives ..4 <docs>
    took|confiscated|stole|taken ..1 away? my|our|her|their <docs>|phone|phones & <not>
    no passport|papers & no phone|money|food & leave|escape|go|help
    # Held, locked, watched.
    <not>|never ..1 let|allow|letting|allowed|permit|lets|allows ..2 leave|go|out|exit|escape|outside|talk_to|\
talk_with|call|\
speak_to|speak_with|contact|church|quit|anywhere|anyone|school
    not|arent|isnt|never|cant|cannot free to leave|go
    locks|lock|locked|locking|padlock* me|us|her|him|them|workers|people|everyone|girls ..1 in|inside|up|here|$|at|\
room|\
basement|house|office|overnight|all|when|every
    we|im|i|are|am|were|us|she|workers|is ..2 locked ..1 in|inside|up
    lock|locks|locked|locking|close|closes|padlock* ..1 door|doors|gate|gates ..6 <not>|while|so|night|us|when|and|\
outside|leaves|go
    workers|people|girls|women|us|them ..1 locked
    padlock* & door|gate|house|sleep|night|room|me|us
    locked|padlocked room|basement|trailer|container
    room|house|door ..3 cant|cannot|not go|leave|get out|outside|it
    cant|cannot|can_not|no_can|not_able_to|unable_to|never ..1 leave|escape|quit|go ..4 & <docs>|owe|debt|locked|\
guard*|\
watch*|visa|visas|door|scared_he|kill|hurt_me|phone|paid
    cant|cannot|no_can|not_able_to|unable_to get|go|come out $
    lock|locks|locked ..3 door|doors|gate & cant|cannot|not ..1 get|go|leave
    cant|cannot|no_can|unable_to|not_able_to ..1 leave|escape|get_out_of the|this|here|from ..2 \
house|farm|property|apartment|building|hotel|place|trailer|camp|here
    cant|cannot|no_can leave|escape here|them|him|this_place|this_house
    and|we i|we|us? cant|cannot leave|go|escape $
    cant|cannot|trying_to|help|want_to|need_to ..3 escape
    get|run|escape|help ..2 out of this|his|her|their house|home|basement|apartment|farm
    get|got|take me|us|her|them out ..1 of ..1 this|here|there|that|his|the|their ..1 house|place|here|there|farm|\
basement|apartment|situation
    leave|go|out|quit until|till|unless ..5 pay|paid|pays|debt|owe
    guard|guards|guarding|guarded ..6 & <not>|door|all_the_time|escape|everywhere|leave|us|always|every
    watching|watches|watched|cameras ..6 & door|escape|leave|run|locked|cant_go
    against ..1 my|our|her|his|their will
    trapped|kidnap*|captive|hostage|prisoner|prisoners|enslaved|trafficked|trafficking|trafficker|traffickers|\
captivity
    being|been held|kept ..3 here|against|in|at|inside|house|by
    held|holding|keeping me|us|her|him|them|my|people|girls|workers ..3 here|hostage|captive|there|in|against|prisoner
    keep|keeps|kept|keeping me|us|her|them|my|people|girls|workers ..2 here|hostage|captive|prisoner|house|basement|\
room|trailer|inside|locked|apartment
    # Debt and threats that keep people at work.
    i|we|my|our|us|the ..2 owe|debt ..9 & work|leave|let|quit|cant|free|escape|pay_off & he|she|they|trip|travel|\
brought|smuggl*|\
coyote|recruit*|boss|agency|agent|until|till|let|crossing|bring|ticket
    work ..3 off|pay ..3 debt|trip
    # A threat holds somebody only when it is about leaving: "if I complain" leads to their rights.
    call|calls|calling|report|reports|tell|told|bring|send|get|turn ..4 <agents> & if|unless|when|until ..3 <away> & \
boss|bosses|owner|he|she|they|manager|employer|lady|contractor|supervisor|foreman|husband|landlord|agency|madam|chef
    threat*|says|said|say|will|going|gonna|scare* ..5 deport|deported|deportation|send_me_back|send_us_back & \
if|unless|when|until ..3 <away>
    send me|us back & if|tell|papers|passport|work|owe
    threat* ..6 if i|we <away>
    if i|we|she|anybody|anyone <away>|leaves|escapes ..7 \
report|reports|hurt|kill|harm|find|deport|arrest|beat|call_ice|call_immigration|police|family|jail|send
    if i|we|she|anybody|anyone go|talk|try|tell ..7 hurt|kill|harm|find|beat|family
    hurt|kill|harm|something_happen|after|find ..3 family|kids|children|mother|parents|mom|daughter|son ..3 \
back|home|if|in|there & if|leave|go|pay|work|run|tell
    # Made to work or to sell oneself.
    human|sex|labor|labour|child trafficking|slavery
    forced|force|forces|forcing ..1 to? work $
    forced|force|forces|forcing|make|makes|making|made|have|has ..2 work|clean|cook|serve ..4 for|without \
free|nothing|pay|money|wages|salary
    forced|force|forces|forcing|make|makes|making ..2 work ..5 pay|debt|owe|trip & debt|owe|trip
    forced|unpaid|slave labor|labour
    forced|force|forces|forcing|make|makes|making|made|have|want|wants ..5 sex|sleep|massage|massages|things|dance|\
go|\
strip|be ..2 with|for ..1 men|clients|customers|strangers|guys|money|his_friends|them|clientes
    prostitut*|brothel|pimp|pimps|pimped|sex_slave|sell_myself|sell_my_body|selling_my_body|sells_me|selling_me
    sold|sell|sells|bought me|us|her $|to|for|like
    bring|brings|send|sends|bringing|sending men|clients|guys|customers ..2 to|for me|my|us|her
    a|am|slave|slaves|slavery|servant in|here|for|of|to|at|they|we & <not>|help|pay|leave|here|house|locked
    ^ ..4 like|as|a|am|modern slave|slaves|slavery ..3 here|help|$|please|in|they|at|and
    <not> pay|paid|paying|money ..9 & <not> ..1 leave|let|go|out|quit|escape|allowed|outside
    brought|bring|took me|us|her|them ..4 & took|take|takes|taken|owe|papers|passport|men|<not>|lied|sex & work|job
    lied|promised|promise|fake|tricked ..9 & <not>|men|massage|passport|leave|sex|forced & job|work|brought
    she|he|they makes|make ..1 me|us|her ..2 give ..3 all|money & sell|sex|men|passport|hit|hurt|every_day
    no|little|without|give_me food|eat ..9 & locked|house|leave|let|out
"""
TRAFFICKING_SPANISH = """
    pertenezco|pertenecemos ..1 a|les|le|$
    les|le pertenezco|pertenecemos
    bajo llave
    traila|cuarto|casa|bodega|trailer ..6 tiene|tienen ..1 la llave
    trajo|trajeron enganad*
    si ..2 salgo|salimos|voy|escapo ..5 policia|carcel|presa|preso & me|nos|llevar|dice|dicen|va
    amenaz* ..6 familia & trabajo|dejamos|dejo|vamos|voy
    <no> ..1 me|nos dejan|deja ..1 tener|usar|salir ..2 celular|telefono|sola|solo
    tienen|tiene ..1 a mi|mis hijo|hija|hijos|bebe|nino & trabaj*|pagar|hacen
    <no> ..1 me|nos|la|lo|los|las ..1 ha|han|habia ..1 dejado ..1 salir|hablar|ir|llamar|ver
    <no> ..1 me|nos|la|lo|los|las sueltan|suelta|soltar|quieren_soltar
    pagar*|cobr* ..3 con mi|su cuerpo
    retenid*|encadenad*|cautiv* ..3 & estoy|estamos|esta|tienen|tiene|casa|aqui
    me|nos|la retienen|retiene ..3 <docs>|aqui|a_la_fuerza|contra
    nunca|jamas ..2 salido|salgo|sale|salimos ..5 & casa|meses|ano|anos|trabajo|sola|patron*|senora|finca
    pone|ponen|echa|echan|cierra|cierran|tiene|tienen ..2 llave|candado ..3 & puerta|va|salir|noche|porton|adentro|\
casa
    soy|somos de|propiedad ellos|el|ella|de_el|de_ellos ..2 & hasta|pague|pago|deuda|dice|debo
    nadie salga|sale|se_vaya|puede_salir|puede_irse
    permiso ..3 salir|todo|hablar|irme|llamar ..9 & no|<no>|pedir|pagan
    <no> ..1 tengo|tenemos|hay|dan|da permiso ..1 salir|de_salir|para_salir
    entrega*|entregar*|reporta*|mandan ..2 <agents> & <se_va>
    deuda|debo ..5 nunca|jamas baja|termina|acaba|terminamos|termino|se_acaba
    nunca|no ..1 termin* ..1 pagar
    quitan|quito|quitaron ..1 el|los|nuestros|mi celular|celulares|telefono|telefonos ..9 & nos|me & llevan|traen|\
van|salir|casa|puedo|trabaj*|patron*
    viviendo|vivimos|durmiendo|dormimos|tienen ..3 bodega|sotano|garaje|contenedor ..4 candado|encerrad*|llave|salir
    me|nos meter|van_a_meter|meten presa|preso|presos|a_la_carcel si ..2 salgo|salimos|voy|vamos|hablo
    obliga*|obligan|hacen|hace|pone* ..3 ir|irme|estar|acost* ..2 clientes|hombres
    trabajar|trabajo ..4 meses|anos ..2 para|hasta pagar*|que_pague
    me|nos|le|les|la|lo ..1 <tiene> ..4 <docs>|telefono|celular|celulares|telefonos & <no>|jefe|patron|patrona|\
senora|\
dueno|contratista|mayordomo|pasaporte*|dejan|salir|devuel*|trabajo|papeles|documentos|agencia|tia|coyote|casa
    <quien> ..3 <tiene> ..3 mi|mis|nuestros|los|el|sus|todos|nuestras|las|su|pasaporte*|visas ..3 <docs>
    <tiene> ..2 mi|mis|nuestros|nuestro|sus|los|las|nuestras ..2 <docs> & <no>|jefe|patron*|senor*|dueno|contratista|\
mayordomo|todos|pasaporte*|agencia|nosotros|hasta|caja|encerrad*|fuerte|guardad*
    me|nos|le <tiene> ..2 pasaporte*|identificaciones|documentos
    me|nos|le <tiene> ..2 <docs> y ..2 telefono*|celular*|<docs>
    me|nos|le <tiene> ..2 telefono*|celular* y ..2 <docs>
    me|nos|le escond*|confisc* ..3 <docs>|telefono
    <no> ..4 devolv*|devuelv*|regresar*|regresa|regresan|entreg*|da|dan|dar|quiere_dar ..3 <docs>
    <docs> ..6 <no> ..3 da|dan|devuelv*|regresa|regresan|entrega|entregan & tiene|tienen|quito|quitaron|patron*|\
jefe|senora
    sin pasaporte*|papeles|documentos & encerrad*|dejan ..2 salir|ir|irme|irnos
    # Encerradas, vigiladas, sin poder irse.
    <no> ..1 me|nos|la|le|lo|las|los|les|se ..1 <dejan> ..2 salir|ir|irme|irnos|irse|hablar|llamar|comunicar*|ver_a|\
bajar|escapar|regresar|volver|renunciar|usar_el_telefono|usar_telefono|descansar_ni
    quiero|queremos|quiere|quise|quisimos|intento|trato ..3 ir|irme|irnos|irse|salir|salirme|escapar & <no> ..1 me|\
nos|la|lo|le|se|los <dejan>
    <no> <dejan> ..1 salir|ir|irme|irnos|hablar|escapar
    <encierra> ..6 me|nos|las|los|la|casa|noche|noches|puerta|aqui|con|cuarto|bodega|fabrica|senora|patron*|jefe|\
estoy|\
estamos|tienen
    me|nos|las|los|la|estoy|estamos|esta|estan|tienen|tiene|dejaron|tenian ..2 <encierra>
    echa|echan|echaron|cierra|cierran|cerraron|llevo|llevaron|llevan|quita|quitan|tienen ..2 llave|llaves|candado|\
porton \
& me|nos|adentro|salir|noche|casa|puerta|sotano|cuarto|llegamos|encerrad*|dejan|trabaj*
    <no> puedo|podemos|puede|pueden ..1 salir|escapar*|irme|irnos|irse|renunciar|dejar_el_trabajo & <docs>|deuda|\
debo|\
vigila*|encerr*|amenaz*|guardia*|matan|hasta|quitaron|quito|telefono|candado|llave|policia|casa_donde|visa|tienen
    <no> puedo|podemos|puede|pueden salir|irme|irnos|escapar* ..1 de aqui|ahi|aca|la_casa|este_lugar|la_finca|\
esta_casa|\
este_trabajo
    <no> me|nos puedo|podemos|dejan|deja ir|escapar|salir $
    <no> puedo|podemos|deja|dejan|me_deja|me_dejan irme|irnos $
    <no> puedo|podemos|pueden escapar*
    quiero|queremos|necesito|ayud*|quiere|puedo|intente|trate ..3 escapar*|huir|fugarme
    saqu*|sacar*|sacame|ayud* ..3 de ..1 aqui|casa|esta_casa|ese_lugar|finca & encerr*|ayud*|dejan|saqu* & \
me|tienen|senora|patron*|jefe|por_favor_me
    vigil*|bigil*|cuidan_la_puerta|guardias|camaras ..9 & me|nos|estoy|tienen & salir|siempre|todo|noche|ir|escapar|\
hablar|casa|puerta|<no>|dia|puedo|tienen
    me|nos|la|lo tiene|tienen|tenian|retiene|retienen ..2 vigila*|amarrad*|encerrad*|atrapad*|secuestrad*|\
escondid*|a_la_fuerza|acostandome|presa|preso|cautiv*|como_esclav*|amenazad*
    a_la_fuerza|por_la_fuerza|obligad* & trabaj*|tiene|tienen|tenian|casa|acostar*|salir|aqui|hombres
    contra ..1 mi|nuestra|su voluntad
    secuestr*|atrapada|atrapado|atrapadas|atrapados|raptaron|cautiv*|esclav*|prisionera|prisionero|prisioneras|\
prisioneros|rehen
    trata|trafico de personas|mujeres|blancas|humana|gente
    # Deudas y amenazas que atan.
    deuda|debo|debemos|deben|debe|debia ..12 & trabaj*|ir|irme|irnos|salir|soltar|dejan|deja|matan|mata|amenaz* & \
coyote|viaje|pagar|pague|pago|trajo|trajeron|cruce|cruzar|hasta|familia|pasaje|pollero|brincar
    ir|irme|irnos|salir|sueltan|suelta|regresar|dejan|deja ..2 hasta|si_no ..5 pag*|deuda|debo|acabe|termine_de_pagar
    trabaj* ..5 hasta|para pagar|terminar ..5 deuda|coyote|viaje|cruce
    cobra*|descuent* ..3 viaje|pasaje|cruce|coyote|traida & <no>|dejan|ir|trabaj*
    # Una amenaza retiene a alguien solo si es por irse: "si me quejo" lleva a sus derechos.
    si|cuando|que ..2 <se_va> ..8 <agents>|deport*|matan|matar|mata|hacen|hace|haran|hara|dano|mandan|pasar_algo|familia
    si|cuando ..1 me|nos|lo|se|yo|no|nosotros|la ..1 hablo|hablamos|quejo|quejamos|denuncio|pago|digo|niego|reclamo|\
pagamos|hago ..8 matan|matar|mata|dano|pasar_algo|familia
    <agents>|deport*|mandan_al_pais|regresan_a_mi_pais|mandan_pal_pais|mandar_pal|pal_pais ..12 & llam*|echar*|\
echa|echan|amenaz*|reportar*|reporta|denunciar*|mandan|mandar*|tirar* & si|cuando|que ..2 <se_va>
    amenaza|amenazan|amenazo|amenazaron ..9 si me|nos|yo|no voy|vamos|escapo|salgo|trabajo|trabajamos
    matan|matar|hacen|hacer|dano|pasar|algo|amenaz* ..6 familia|hijos|mama|papas|hermano|hermana|madre & \
voy|vamos|pago|deuda|escapo|debo|salgo|trabajo|dejo|pagar
    # Trabajo o sexo forzado.
    trabajo|trabajos|laborando forzad*
    oblig*|forza*|fuerzan|fuerza|hacen|hace|ponen|pone|tienen|tiene|haciendo|hacian ..3 <trabajar> ..5 \
sin|gratis|por|para|a_cambio ..1 paga|pago|pagar*|sueldo|cobrar|salario|deuda|gratis|comida|descanso_ni|nada|techo|$
    <no> ..1 me|nos ..1 pag* ..12 & <no> ..1 me|nos|puedo|podemos|la ..2 salir|irme|irnos|ir|deja_ir|renunciar
    sin paga|pago|pagarme|pagarnos|sueldo|cobrar|salario & <no>|encerrad*|documentos|pasaporte*|papeles|trajo|\
trajeron|\
debo|engan* & dejan|deja|salir|ir|documentos|pasaporte*|papeles|trabaj*|encierra*
    oblig*|forza*|fuerzan ..1 a? trabajar $
    prostitu*|burdel|padrote|proxeneta|vender_mi_cuerpo|vendo_mi_cuerpo|me_vende|me_venden
    oblig*|forza*|fuerzan|hacen|hace|tienen|tiene|pasan|ponen|quieren|mandan|llevan|traen|me_dicen ..6 acost*|estar|\
relaciones|sexo|desnud*|masaj*|bailar|con|cosas|a ..4 hombres|clientes|desconocidos|viejos|senores|sus_amigos
    hombres|clientes|viejos|senores ..6 & oblig*|pasan|acost*|traen|dinero_por|fuerza & me|nos|mi|su
    vendieron|vendio|compraron|compro|vendida|vendido me|nos|a $|hija|una|como
    me|nos|la vendieron|vendio|compraron|vendida|venden
    trajo|trajeron|trajieron|engano|enganaron|enganos|prometi* ..14 & <no>|oblig*|quito|quitaron|debo|hombres|\
pasaporte*|\
encerr*|acost*|hacen & trabaj*|ir|irme|salir|pag*|hombres|acost*|casa
    <no> ..1 me deja|dejan ir|estudiar a? la? escuela & trabaj*|casa|salir
    vivo|vivimos|duermo|dormimos|puertas_adentro ..9 <no> ..1 me|nos dejan|deja ..1 salir
    <no> ..2 dan|da ..1 comida|comer & encerr*|dejan|salir|tienen|casa
"""

VIOLENCE_ENGLISH = """
    run|ran|running me|us ..1 over|off & he|she|tried|tries|ex|husband|truck|car
    he|she|they|husband|ex|boss|boyfriend ..4 end me|us $|if|and
    jumped by ..3 <who>|coworkers|men|guys|boys
    on top of me
    watch*|comes|walks|came in|me when|while ..1 im|i ..1 showering|changing|shower|naked|undress*
    <who> ..3 whoop*|beating|wailing|swinging|swung|rub|rubs|rubbed|rubbing|press*|grind* up? on|at|against me|us|my
    <who> ..3 knock|knocks|knocked|throws|threw|toss*|slaps|kicks me|us ..1 around|out|down|over|unconscious
    <who> ..3 whoop*|whip*|belt|beat|hit|punch* me|us ..4 with|till|until
    <who> ..3 <hit>|abus* ..1 his|her|their|the wife|girlfriend|husband|kids|kid|children|mother|baby|mom|son|daughter
    <hit>|touching|grabbing me|us? & wont_stop|doesnt_stop|keeps_*|keep_* & he|she|they|boss|husband|boyfriend|him
    gun|guns|pistol|rifle|knife|machete & he|she|husband|boyfriend|ex|coworker|boss|dad|neighbor|someone|guy|him|\
hes|wife & \
me|us|my|work|table|tomorrow|outside|kill|bring|brings|keeps|argue|has|going|gonna|threat*|shoot|house|bed
    someone|somebody|man|guy|he|they|people|there ..2 shooting|shots_fired|got_shot|was_shot
    burn|burning|set|blow ..4 house|us|me|car|fire ..3 down|inside|with_us|on_fire|up & he|she|husband|ex|they|\
boyfriend|landlord|say|says|said
    bury|end|finish|destroy me|us if|and|when|like & he|she|they|husband|ex|boyfriend|boss
    <who> ..2 force|forces|forced|forcing me|us|her when|even|every|in|though|if|on|$|i|to_have|after
    sex & landlord|boss|rent|shift|hours|manager|favor|owner|visa|pay_with & pay|rent|want*|ask*|says|offer*|hours|\
trade
    trying_to_get|tries_to_get|want_to_get|break|breaking in|into|down & bathroom|door|house|he|ex|husband|him
    <who> ..2 kicked|kicks|kicking|smashed|broke in|down|into|through ..1 my|the|our door|window|house|apartment|home
    ran|run|running out|away|from ..4 & swinging|hitting|beat*|knife|gun|hit|hurt
    <who> ..3 <hit> me|us|her|him|them
    <who> ..3 hurt|hurts|push|pushed|pushes|hurted|burn|burned|burns me|us|her $|again|and|when|every|last|so|\
because|bad|\
physically|down|against|into|yesterday|tonight|at|really|with|if|badly|off|hard_on|in_front|on_purpose
    <who> ..3 <hit> my|our|her ..1 <kin>|<part>
    <who> ..3 <hit> the ..1 kids|kid|baby|children
    <hit>|throwing|threw me|us|her again|up|bad|in|on|with|against|down|every|last|when|tonight|yesterday & \
he|she|boss|husband|boyfriend|bf|him|ex|dad|father|partner|brother|foreman|manager|stepdad|mom|they|wife
    got|get|getting|was|were|been|being|gets ..1 hit|beat|beaten|punched|slapped|kicked|attacked|pushed|shoved|\
jumped \
..3 by ..2 <who>
    <assault> ..3 me|us|my_kids|my_mom|my_sister|my_daughter|my_son|her|my_mother
    me|us|my_daughter|my_sister|my_mom|her ..2 was|were|got|been|being|am|is raped|assaulted|groped|molested|abused|\
stabbed|strangled|choked|beaten|attacked|battered
    am|im|was|were|got|get|been|being|is ..2 raped|molested|groped|abused|strangled|stabbed|beaten|sexually|attacked|\
assaulted|shot_at
    rape|raped|rapist|raping
    he|she|husband|dad|father|stepdad|partner|boyfriend|bf|wife|uncle|brother|son|they|ex|hes ..3 beating|beats|hits|\
hitting|choking|strangling|hurting|abusing ..5 <kin>|her|him|kids|me|screaming
    screaming|yelling|screams|crying ..6 hit|hits|hitting|beat|beats|beating & her|she|wife|woman|kids|neighbor
    he|she|they ..2 gets|get|got|become|becomes|turns|is|getting ..1 violent|physical|aggressive
    husband|boyfriend|bf|wife|partner|ex|dad|father|hes|shes|him|he|stepdad|son|relationship|marriage|home ..4 \
abusive|violent|abuser
    husband|boyfriend|bf|wife|partner|ex|dad|stepdad|son ..2 abuses|beats|hits
    abusive|violent ..1 husband|boyfriend|wife|partner|ex|relationship|marriage|dad|father|home|man|house
    <who> ..3 threw|throws|slammed|slams|dragged|drags|tied|pinned|held|holds|knocked|pushed|pushes|shoved|shoves|\
spit|\
spat|grabbed|grabs|cornered|pulled|pulls me|us|her|my_hair|my_arm ..3 against|down|into|on|across|out|by|hair|wall|\
floor|stairs|\
neck|arm|and|hard|throat|again|$|room|from
    threw|throws|throwing ..5 at|against me|us|my|the_wall
    <who> ..3 spit|spat ..1 on|at me|us
    <who> ..3 broke|breaks|twisted|burned|burnt|fractured|busted|cut|bruised my ..1 <bone>|lip|eye|neck
    black_eye|bruise|bruises|bruised|bleeding|blood|marks_on & he|she|husband|boyfriend|bf|boss|him|hit|beat|ex|\
partner|wife|dad|father|did_it
    <who> ..3 kiss|kissed|kisses|kissing|fondle*|squeez*|rubbed|rubs|rub|lick* me|my
    wont|keeps|doesnt|keep ..1 stop? touching|kissing|grabbing|hitting|hurting me|us|my
    <who> ..6 touch|touches|touched|touching|grabs|grabbed|grabbing|grab|slapped|pinched|squeezed ..1 me|us|my_*|her|\
my_daughter $|and|in|on|when|at|there|inappropriat*|again|where|butt|breast|body|every|while|sexual*|private|under|\
down|without|all|by|ass|i|under|like|from|even|hard|so
    touch|touches|touched|touching|grabs|grabbed|grab|squeezed|flashed|exposed ..1 my|himself|his ..1 \
private|privates|breast|breasts|body|butt|parts|chest|ass|boobs|thigh|$|to|self|legs
    sexually|sexual assault*|abus*|harass*|attack*
    himself|hisself on me|us|her
    forced|force|forces|forcing|make|makes|making|made|coerc*|pressur* ..4 sex|have_sex|touch_him|sleep_with_him|\
sleep_with_me|undress
    wants|asks|demand*|offered|asked ..3 sex ..3 job|hours|or|if|boss|work|shift|from_me|with
    comes|came|come|enters|gets|sneaks into|in|to my room|bed ..6 & night|touch*|he|uncle|stepdad|boss|man|sleep
    hand|hands ..1 up|under|down|on|inside ..1 my ..1 skirt|shirt|pants|dress|blouse|clothes|<part>
    hands on me|us|my|her|his_hands
    <who> ..6 kill|murder|shoot|stab me|us|my|her|him|them|you|everybody|everyone|people
    kill|shoot|hurt|stab|murder me|us|my|her|everyone|kids if|tonight|when|soon|and|or|before|he|she|$ & he|she|they|\
husband|boyfriend|ex|boss|hes|him|going|gonna|says|said|threat*|will|someone|guy
    have|get|having me|us|him killed
    death threat|threats
    gun|knife|machete|weapon|pistol|rifle|bat|bottle|hammer on|at|to|against|with ..1 me|us|my|him|her
    <who> ..4 with|has|had|got|pulled|pulls|pointed|holding|brought|brings|carry|carries|waving|waved|grabbed|shows|\
showed|have ..2 gun|guns|knife|machete|weapon|pistol|rifle
    threat*|attack*|chased|chasing|chases|came|swung|hit|coming|came_at ..5 gun|knife|machete|weapon|pistol|bat|\
hammer|\
bottle|axe|wrench|pipe|cutter|screwdriver|scissors
    threat*|going|gonna|wants|trying|tried|tries|will|promise* ..3 hurt|harm|beat|rape|shoot|stab|kill|burn|attack \
me|us|my|her|him|the_kids|our
    threat* ..3 kill|shoot|hurt|harm|life|beat|rape|burn|knife|gun|stab
    threat* me|us ..3 $|every|when|if_i_leave|home|with_*|at_home|kids|all_the_time & he|she|husband|boyfriend|ex|\
home|\
partner|wife|afraid|scared|safe|dad|bf|son
    shot|shooting|shoots|shooter at? me|us|my|people|workplace|job|everyone|everybody|now|active
    active shooter
    stalk|stalks|stalking|stalker|stalked
    ex|he|him|husband|boyfriend|man|guy|someone|hes ..5 follow|following|follows|followed me|us|home|to
    ex|husband|boyfriend|bf ..4 outside|waiting|at|showed ..3 my|the|outside ..2 job|work|house|door|home & \
scared|afraid|kill|hurt|shoot|gun|follow*|threat*|help|restraining|wont
    restraining|protective|protection order & against|broke|ex|husband|violat*|boyfriend|he|outside
    hurt|harm|beat|hit ..1 me|us|my ..2 kids|children|family|if|again|tonight & he|she|they|husband|boyfriend|ex|\
boss|\
scared|going|afraid
    scared|afraid|terrified|fear|hiding|hide|running|ran|fled|escape|escaped|escaping|run_away ..2 of|from|for|that|\
he|\
my ..3 husband|boyfriend|bf|partner|wife|ex|father|dad|stepdad|stepfather|girlfriend|him|life|abuser|uncle|hurt|hit|\
kill|lives|hits|comes_home|her_husband|son
    scared|afraid|fear|fearing ..3 for ..1 my|our|her life|safety|lives|kids
    scared|afraid|terrified ..3 go|be|sleep|stay ..2 home|house|there & he|him|husband|violent|boyfriend|ex|hit|hurt
    hiding|locked|hid ..6 & drunk|he|husband|boyfriend|hitting|screaming|angry|ex|dad|father|breaking|kill & \
closet|bathroom|room|car|neighbor|basement|scared|drunk|kids|garage
    drunk|drunken|drinking|drinks|drink|high|rage ..9 & hit|hits|beat|beats|hurt|hurts|breaking|violent|scared|\
afraid|\
screaming|throws|hiding|throwing & he|husband|boyfriend|dad|she|wife|father|ex|son|bf|him|mom
    breaking|smashing|destroying|broke|kicking|punching|rompiendo ..2 everything|things|stuff|door|doors|windows|\
wall|\
walls|house|todo|cosas
    break|breaking|broke|kicking ..2 door down|in|now
    breaking down ..1 door
    not|dont|never|isnt|unsafe feel? safe ..2 at|in|with|around ..1 home|house|him|husband|her|ex|here_he|dad|\
apartment
    unsafe at|in|with ..1 home|house|him
    am|are|is|im|were|life|lives ..2 in danger
    domestic violence|abuse|dispute ..6 & my|i|me|help|im|he|victim|husband|need|she|situation|$
    need|want|find|where|get|looking ..4 shelter|safe_place|safe_house|somewhere_safe ..9 & husband|he|abus*|him|\
beat*|\
violent|hit*|tonight|kids|boyfriend|partner|hurt*|away|escape|run
    call|llama|llamen ..1 911|cops_now|police_now
    checks|check|reads|controls|tracks my phone & he|him|husband|dont_call|hurt*|hit*|boyfriend|dont
    dont call|text|reply ..6 he|husband|boyfriend|him ..3 see|sees|find|finds|kill|phone|hurt*|hit*
    <who> ..3 lay*|laid|put|puts|putting|raised|raises|raise ..2 hands|hand on|at|to ..1 me|us|my|her
"""
VIOLENCE_SPANISH = """
    propasar*|propaso|sobrepaso|arrincon* ..9 & me|conmigo|mi
    me|nos quiere|quiso|intenta|intento|trato ..1 de? besar|tocar|forzar|abusar|violar
    oblig*|hace|hizo ..3 a? tocarlo|tocarla|besarlo|desnudar*|mirarlo
    desnuda|desnudo|desnudarse ..6 & me|senor|jefe|patron|tio|padrastro|obliga
    apriet*|apreto|agarr*|ahorc*|aprete* ..2 cuello|garganta
    me|nos|le estan? apunt*
    apuntando* ..1 a|con|me
    hizo|hicieron|corto|dejo ..2 corte|cortada|herida|cortadas ..5 navaja|cuchillo|brazo|cara|botella
    a_la_fuerza|por_la_fuerza|a_fuerzas & me|nos & metieron|subieron|tocaron|beso|carro|cuarto|agarr*
    sigue|siguen|siguiendo ..2 en su carro|camioneta|moto
    me|nos sigue|siguen ..6 noche|noches|trabajo|casa|todos_lados|carro
    orden de restriccion|alejamiento|proteccion
    meter|metio|dar|pegar|dio ..1 un? tiro|tiros|balazo|balazos
    vecina|mujer|senora|alguien|muchacha|hermana|mama ..4 la estan matando|golpeando|violando|pegando
    me|le|nos|la dio|da|dieron|daba|pego|pega|tiro|tira|echo|echaron|avento|avienta|lanzo|rocio|aventaron ..4 \
<parte>|cabeza|boca|\
cara|ojo|espalda|estomago|barriga|encima|nariz|puno|punos|panza
    me|le|nos dio|da|dieron|daba|cayo|cayeron con|a|contra ..2 <arma>|pala|palo|cinturon|cable|escoba|baston|golpes|\
patadas|\
tubo|punos|trompadas|pared|zapato|sarten|piedra|correa|chancla
    golpiza|paliza|golpizas|palizas|cinchazos|cinchazo|verguiza|punetazos
    me|nos|le avienta|aventar|aventaron|tira|tirar|lanza ..2 cosas|platos|objetos|todo|zapatos
    toma|tomado|borracho|tomar ..4 me|nos da|pega|golpea|maltrata
    le|les pego|pega|pegaron|golpeo|golpea|dio al|a_la|a_los|a_mi ..3
    casi me|nos|la mata|mato|ahorca|ahoga|viola
    rociar|gasolina|quemarme|prender_fuego|quemar_la_casa & me|nos|mi|novio|marido|ex|esposo|dice
    agarraron|agarro ..1 entre dos|tres|varios|todos
    dejo|dejaba|deja|dejar ..1 tocar|manosear|besar
    patea|pateando|tumbar|tumbando|rompiendo|golpeando ..2 puerta & el|ex|marido|esposo|borracho|novio|policia|\
sigue|hombre
    me forzo|violo|violaron
    dejo|tengo ..3 cara|ojo|boca|cuerpo ..1 hinchad*|morad*|sangrando
    me|nos <pega>
    me|nos|le|la|les|lo anda|sigue|siguen|acaba|acaban|vuelve|volvio|volvieron|esta|estan|estaba|quiso|quiere|\
trato|intento|va|van|ha|han ..2 <pega>
    me|nos avento|aventaron|jaloneo|jalonea|estrello|tumbo|tiro|tiraron|jalo|jala|empuja ..4 al|contra|a|del|por|\
agua|\
piedra*|botella|piso|pared|escalera*|caliente|y
    le|les|la <pega> ..2 a ..1 mi|su|ella|los|las|mama|mis|el|sus|una|nosotros
    pega|pego|pegan|golpe*|pegando|patea|empujo|viola|violo|violaron ..2 a|mi|ami ..1 mi|mama|hija|hermana|hermano|\
vecina|hijo|ella|su|mujer|muchacha|companera|nosotras|nosotros|los_ninos|esposa
    pegandome|golpeandome|ahorcandome|violandome|maltratandome|pegandonos|pegandole|golpeandola|pegandola
    <quien> ..2 pega|pegaba|golpea|maltrata|agrede ..3 y|mucho|feo|a|me|$|cuando
    me|le|nos|la|les quebro|rompio|partio|fracturo|torcio|reventaron|revento|abrio|morete*|quebraron|arranco ..2 \
<hueso>|\
cabeza|<parte>|moreton*
    me|le|nos|la|les|de|un|una ..1 dio|dieron|da|dan|metio|metieron|pego|tiro|solto|daba|dado ..3 <golpe>
    <golpe> ..9 & me|nos|mi & jefe|patron|esposo|marido|novio|el|ex|papa|supervisor|contratista|cuando|cobr*|\
companero|\
senora|padrastro|dio|hombre
    ojo|ojos|cara|cuerpo|brazos|boca morad*|moretead*|hinchad*|sangr*|golpead* & el|me|marido|esposo|novio|pego|mi|ex
    moretones|moreton|moreteada|sangrando|sangre ..12 & pego|golpe*|el|marido|esposo|novio|jefe|patron|ex|me_dejo|peg*
    matarme|matarnos|violarme|violarnos|golpearme|pegarme|pegarnos|besarme|manosearme|empujarme|lastimarme|patearme|\
ahorcarme|apunalarme|pegarle|golpearla|matarla & <quien>|quiere|va|quieren|van|intento|quiso|amenaz*|trato
    me|nos|la|lo|le va|van|quiere|quieren|trata|trato|intento|quiso|iba|querian|pueden a|de? <matar>
    me|nos|la mata|matan|matara|matarian|desaparece|pica|balea si|cuando|porque|y|a_mi & <quien>|dice|si|dijo|miedo
    si ..3 lo|la|le|me|los|nos dejo|digo|voy|hablo|deja|denuncio|salgo|quejo ..5 mata|matan|matar|matarme|golpea|\
pega|\
muerta|arrepentir|desaparece|pesar|balea
    <quien> ..2 me|nos|la acosa|toquetea|besa|beso|acaricia|manosea|persigue|acecha|amenaz*|violo|agarro
    me|nos|la|le ..1 beso|besa|toquetea|toqueteo|acaricia|acaricio|manose* ..3 a_la_fuerza|$|y|en|cuando|jefe|patron|\
supervisor|senor|sin|el
    acoso|acosa|acosan|acosando|abuso|abusa|abusaron|abusan|agresion|ataque|asalto ..2 sexual*|de_mi|de_ella|\
de_nosotras|\
de_mi_hija
    <quien> ..8 me|nos|la toca|toco|tocan|agarra|agarro ..4 $|y|en|cuando|partes|senos|nalgas|pechos|cuerpo|piernas|\
sin|de_noche|pierna|cintura|todo|por|mucho|a_la_fuerza|donde|feo
    me|nos|la toca|toco|agarra|agarro|toca_mis|tocan ..2 <parte>|a_la_fuerza|a_fuerzas
    me mete|metio|meten ..2 mano|manos
    <no> ..2 deja|dejan|para|paran|parar de? tocarme|tocarnos|molestarme_sexualmente|pegarme|golpearme
    tocarme|tocandome|manoseandome
    mete|entra|metio|entro|viene|meten ..3 en|a mi cuarto|cama|habitacion|recamara
    ensena|enseno|saco ..3 sus_partes|su_parte|pene|miembro
    pide|piden|quiere|pidio|quieren|oblig*|forz* ..5 sexo|relaciones|acostarme|acueste|acostarse|tener_sexo & me|\
con|el|\
jefe|marido|esposo|patron
    a ..1 la|por_la fuerza|fuerzas ..9 & agarro|jalo|beso|metio|jefe|companero|supervisor|marido|patron|quiso|tuvo
    agarro|agarra|jalo|jala|jalaron ..3 cuello|pelo|cabello|grenas|garganta|trenza*
    amenaz* ..6 muerte|matar*|golpear*|pegar*|<arma>|hacerme|dano|\
hacer_dano|ninos|hijos|quemar*|violar*|de_muerte
    me|la|nos|lo tiene|tienen|trae|traen amenazad*
    amenaz* ..9 & marido|esposo|ex|novio|pareja|padrastro & me|la|nos
    muerte ..3 amenaz*
    <agresor> ..5 con|saco|tiene|trae|apunto|carga|puso|traia|agarro|tenia ..2 <arma>
    puso|pone|puesto|tiene|trae|saco|apunto|carga|tienen|traen|apuntaron|sacaron|enseno ..2 <arma>
    <arma> ..4 en ..1 mi|la|el cabeza|cuello|mano|cara|pecho
    me|nos encanono|pico|picaron|apunalaron|acuchillo|machetearon|balearon|asaltaron|escupio|arana*|rasguna*
    tiroteo|balacera|disparando|tiros|balazos ..4 & aqui|afuera|ahora|trabajo|ahorita|fabrica|hay|ayuda|casa|estamos
    siguiendo|sigue|persigue|persiguiendo|acecha|acechando|acosando|espiando|vigilando|esperando & me|nos & \
ex|marido|esposo|hombre|novio|tipo|miedo|alguien|exnovio|exmarido|exesposo|casa_un|carro_a_mi_casa
    me viene siguiendo
    escondi*|encerre|encerrada|escondo|encerramos ..14 & borracho|tomado|marido|esposo|pega|pegar|golpe*|ex|papa|\
rompiendo|\
gritando|furioso|padrastro|novio|hombre|enojado|matar
    borracho|tomado|toma|tomando|drogado|toma_mucho ..14 & pega*|golpe*|rompe*|rompi*|violento|miedo|agresivo|\
escondi*|\
grit*|peg* & marido|esposo|el|papa|novio|pareja|hijo|me|padrastro|ex|nos
    rompiendo|rompe|tumbando|pateando|quebrando|tirando ..3 puerta|todo|cosas|trastes|ventana*|platos
    miedo|temor|pavor|terror|temo ..4 a|de|que|le|a_que ..3 marido|esposo|novio|ex|pareja|padrastro|me_mate|me_haga|\
nos_haga|\
mate|pegue|golpee|me_pegue|papa|llegue_mi|maten|mi_esposo
    temo|miedo|teme ..2 por ..1 mi|nuestra|su|mis vida|vidas|hijos|seguridad
    vida ..2 peligro|riesgo
    violencia domestica|familiar|intrafamiliar|en ..6 & mi|yo|sufro|victima|ayuda|vivo|me|necesito|$|casa|estoy|\
sufriendo
    victima ..2 violencia|abuso|maltrato|agresion
    sufro|vivo|sufriendo|viviendo ..3 violencia|abuso|maltrato|golpes|abusos
    estoy|estamos|corro|corremos|esta|estan en? ..1 peligro
    <no> ..2 segura|seguro|salvo|seguros|seguras|a_salvo ..2 en|con|aqui ..2 casa|el|marido|esposo|mi_*
    necesito|busco|quiero|hay|ocupo|donde ..5 refugio|albergue|lugar_seguro|casa_segura ..12 & esposo|marido|\
violen*|el|\
pega|golpe*|hijos|huir|pareja|novio|esta_noche|mis_ninos
    esposo|marido|novio|pareja|ex|papa|padrastro|hijo|hermano|yerno ..3 violento|agresivo|abusivo|golpeador|abusador
    me ..1 revisa|controla|checa|lee|quita el|mi|los|mis telefono|celular|mensajes & pega|golpea|el_me|marido|miedo|\
esposo|\
<no>|llame|matar
    oblig*|forza*|forzo|fuerza ..5 sexo|relaciones|acostarme|intimidad|con_el
    me ..1 quita|quitar|llevar ..4 hijos|ninos|nenes & golpe*|pega|marido|esposo|violento|ex
    me viol*|forzo
    mando|manda|mandan ..2 matar*|golpear*
    me|nos|la|lo patea|pateo|patio en|la|el|y
    levanta|levanto|alza|alzo ..1 la? mano
"""

SUICIDE_ENGLISH = """
    everything|all|life ..1 to stop|end ..1 forever|for_good
    drive|driving|drove off ..1 a|the bridge|cliff
    be|join|go ..2 with my mom|dad|son|daughter|husband|wife|mother|baby|grandma|brother ..1 in heaven
    be|im|ill dead by|tomorrow|tonight|soon
    life isnt|is_not|aint for me
    i ..1 should|might|maybe|better ..2 just? die
    id|i|im ..2 better off|when gone|dead|not_here
    ending|end it tonight|now|all|today
    tried|try|trying|attempt*|going|wants|want|wanted to hang|kill|shoot|drown|hurt|cut himself|herself|themselves|\
myself|themself
    finish|finishing|stop|ending|quit my|his|her|this life
    walk|step|run|jump|throw ..4 in_front|front of ..2 train|traffic|truck|car|cars|bus
    slit|cut|cutting|slitting|slashed my|his|her wrist|wrists|veins
    want|going|about|wanna|ready|thinking|gonna ..3 jump|jumping $|off|from|tonight|now|and|out
    standing|sitting|im|i_am|walking ..2 bridge|ledge|tracks|roof|rooftop ..3 $|and|ready|i|jump|edge
    want|need out of ..2 life|world
    way out but|except|is|than death|die|dying|to_die
    happier|better ..3 if|when i|im|i_am|i_was ..1 gone|dead|die|not_here|died
    nothing|no ..1 left ..3 live|living
    about|going|ready|want|wanna|time|gonna to? end it|things|everything|this $|now|tonight|all|i|im|please|soon
    got|have|bought|found|tied ..1 rope|noose
    my last night|day|hours ..2 $|alive|here|on_earth & tonight|today|is|my
    why ..1 am_i|i|im ..2 alive|here|living
    ready ..2 meet god|jesus|lord|my_maker
    think*|thought*|urge*|want ..4 hurting|cutting|harming|hurt|cut|harm myself|my_self
    be|rather dead than|if|already|soon|now
    kill|killing|kills|hang|hanging|shoot|drown|drowning|poison|harm|harming|unalive|unaliving|offing|delete \
myself|my_self|himself|herself|themselves|themself|me_self|my_life
    hurt|hurting|burn|burning|starving|punish myself|my_self|herself|himself & want|like|thinking|going|again|feel|\
urge|\
need|gonna|wanna|keep|cant_stop|been|im|thoughts
    ^ im|i|i_am|been hurting|hurt|harming|cutting myself|my_self $
    ^ hurt|hurting|harming|cutting|cut myself $
    cut|cutting|cuts|slit|slitting myself|herself|himself|my_wrists|my_arms|my_arm|wrists|veins|my_legs|my_self
    <want> ..4 die $|already|and|tonight|today|now|anymore|so|please|but|soon|in|because|just|rather|than|from_this|\
help|\
i|too|here|alone|or|to_day
    <want> ..3 dead|death|dying|suicide|suicidal|killing_myself|die_
    feel|feels ..2 suicidal|dead_inside|like_dying|like_killing
    only|always|keep|all|all_i|constantly|every ..4 think|thinking ..3 death|dying|dead|die
    thoughts ..2 of|about|to ..3 death|dying|die|ending|suicide|harm*|killing
    suicide|suicidal|kms|overdose|overdosed|overdosing|self_harm|selfharm|unalive
    wish i|he|she? was|were|am|be dead|gone|never_born
    wish|hope|pray ..3 die|dead|not_wake|never_wake|never_woke|take_me
    wish ..2 never|not been|be|was|were|exist* ..1 born|alive|$
    god|lord|jesus|please ..3 take me|my_life $|now|already|home|away
    i|id|he|she|be|im|youd ..1 better|rather|best be|off? dead
    better|happier|fine|easier off? without me
    better|rather ..2 to? die|dead|not_be_here|not_exist
    <not>|dont ..1 want|wanna|wish|like|feel_like ..2 live|living|exist|existing|alive|be_alive
    <not> want|wanna|like ..2 be here $|anymore|any|no_more|on_this|in_this_world|in_this_life
    <not> want|wanna|like ..2 wake|waking up
    <not> ..3 wake up $|again|anymore|tomorrow|ever|in
    <not> want|wanna ..1 exist|be_alive|continue_living|go_on|continue_like|keep_living|be_in_this_world
    <not>|nothing|without|any|what|whats|see ..3 reason|point|purpose|meaning|sense|will|desire|sense_in|worth ..4 \
live|living|alive|exist|existing|life|keep_going|going_on|go_on|continue|being_here
    <not>|isnt ..2 worth ..1 living|it_anymore|life
    life|living ..3 <not> ..2 worth|meaning|point|matter|sense
    life|everything is|is_not|has|seems pointless|meaningless|over|no_meaning|hopeless
    my life ..1 over
    nothing|nobody ..2 left|to live|living ..1 for
    cant|cannot|dont|not|no ..2 keep|continue|go|keep_on living|on $|anymore|like|with_life|more|any
    cant|cannot|no|not go|keep on|going anymore|living|like|$|no_more
    cant|dont|not|want ..1 live like|with_this|anymore|more|no_more|this_way
    no more living|life
    no|dont want|need life
    cant|cannot ..2 do|take|handle|stand|deal_with|bear ..2 life|living|this_life|pain|it & anymore|no_more|want|\
die|end|over|life
    want|wanna|need|going|gonna|ready|wish ..2 end|ending it|it_all|everything|my_life|all|my_pain $|all|tonight|\
today|now|\
anymore|please|here|soon|im|my|forever
    end|ending|take|taking|taken|ended|took my|his|her|their ..1 own? life|lives
    end|ending|ended it all
    done|tired|sick|finished|exhausted|over ..3 living|life|being_alive|existing|alive|this_world|breathing $|\
anymore|and|\
i|like_this|already|in|so|completely|now|help|please|no_more
    hate|hating|hates ..1 my life|living|myself|being_alive|existing
    done|tired|finished with life|living|everything_in_life
    give|giving|gave up on life|living|everything|myself
    die|dead|death|gone|disappear* ..9 & nobody|noone|no_one|anyone|anybody|everyone|world|family ..5 care|notice|\
miss|\
better|cry|happier|sad|know
    nobody|noone|no_one|anyone|they ..4 care|notice|miss ..3 gone|die|died|dead|disappear*|me_when|if_i
    burden to|on|for ..2 everyone|everybody|family|kids|my|them|all|others
    im|i_am|feel|just|like|such ..2 a burden & everyone|family|kids|die|better|gone|alive|live|living
    want|wanna|wish|like ..3 disappear|vanish ..2 forever|$|and|from_this|from_the|off
    sleep ..4 forever|never_wake|not_wake|and_never|and_not
    want|wanna|wish|need|ready ..3 sleep forever|and
    took|swallowed|taken|take|taking|drink|drank|swallow ..3 all|bunch|bottle|whole|many|lot|full|too ..4 pills|\
tylenol|\
medicine|meds|medication|bleach|tablets
    pills|bottle_of_pills|rope|noose|blade|razor ..9 & hand|ready|hands|front|looking|staring|thinking|counting|end|\
goodbye|\
saved|holding|table|found|bought|neck & <me>|i|im|he|she
    jump|jumping|jumped|throw_myself|step_in_front off|from|in_front|of|in|out|myself|into ..2 \
bridge|building|roof|train|window|cars|traffic|river|ledge|highway|overpass|$
    roof|bridge|ledge|tracks|balcony ..9 & jump|jumping|end|goodbye|die
    gun|knife ..9 & myself|my_head|end_it|end_my|my_mouth|mouth
    left|wrote|writing|leaving|found ..3 suicide|goodbye|final|last ..1 note|letter|letters|message
    goodbye|good_bye|farewell|last_message|last_text|so_long ..12 & kids|children|world|forever|everyone|family|\
daughter|\
son|mom|tell|love|sorry|take_care
    tell my kids|mom|family|daughter|son|children ..2 i ..1 love|loved|sorry & goodbye|sorry|gone|last|bye|end|over
    wont|not|dont ..2 be here|around|alive ..1 tomorrow|tonight|next_week|long|much_longer|anymore|when_you|soon|\
for_christmas
    shouldnt|should_not|dont_deserve|not_deserve ..3 exist|live|alive|life|born|be_here
    worthless ..9 & die|live|life|alive|point|gone|everyone
    want|need ..1 it|life|everything to be over|end
    ready to die|go_to_god|leave_this_world|end_it
    leave|leaving this world|life|earth
    put|putting an? end ..3 my|life|it_all
"""
SUICIDE_SPANISH = """
    quitarme|quitar de en_medio
    caso|sentido|chiste|objeto ..2 seguir|estar ..1 viva|vivo|viviendo
    ultimo dia|noche $|en_este|con_vida|de_vida|de_mi_vida|vivo|viva
    arrepiento de ..1 estar|haber|seguir viva|vivo|nacido
    igual|lo_mismo|importa|quiero ..2 morir|morirme|vivir_o_morir
    nadie ..3 extran*
    <no> ..4 por_que|porque|para_que|pa_que|razon_para vivir|seguir_viviendo|seguir_vivo
    quitaron|perdi|perdio|acabaron|tengo ..3 ganas ..1 vivir & no|quitaron|perdi|acabaron|sin|perdio
    estoy|ando|sigo|he ..1 me? haciendo*|haciendome|hecho|cortando*|lastimando* ..1 dano|brazos|venas|navaja
    me estoy|ando|he haciendo|hecho|lastimando|quemando ..1 dano|$|otra|con|a_proposito|mismo|misma
    nadie ..2 hago|haria|hare falta
    quiero|quisiera|ojala|deseo|pido que? ..1 todo|esto|mi_vida ..2 se? ..1 acabe|termine|acabara|terminara
    soga|cuerda|veneno|pastillas|pistola ..2 lista|listo|listas|preparad*
    tengo la? soga
    cans*|canse|hart* de esta|la|mi|tanta vida
    seria|fuera mejor no existir|estar|vivir|haber_nacido
    mensaje|carta|nota|llamada|llamo|escribio ..4 despid*|adios|perdon*  ..9 & va|estar|quiere|vida|vivir|hijos|\
hermana|amiga|amigo
    termino|acabo|terminar|acabar con mi vida|todo_hoy
    mi vida ..1 no ..2 vale|importa|sirve|sentido
    nada ..1 me importa ..4 & vida|morir|vivir|termino|acabo
    me ..2 mato|matare|suicido|cuelgo
    me ..1 quiero|voy|queria|pienso|quisiera|dan_ganas|intente|trate|puedo ..2 a|en|de? \
matar|suicidar|ahorcar|colgar|morir|quitar_la_vida|tirar|aventar|lanzar|cortar_las|envenenar|hacer_dano|desaparecer|\
lastimar
    se ..2 quiere|va|queria|quiso|intento|iba|trato|quieren ..1 a|de? matar|suicidar|ahorcar|colgar|morir|tirar|\
quitar_la_vida|aventar|lanzar
    <yo_quiero>|intento|pensamientos|idea|ideas|ganas|seria|descanso ..4 morir|morirme|morirse|muerte|muerto|muerta|\
matarme|matarse|ahorcarme|ahorcarse|colgarme|suicid*|quitarme_la|envenenarme|muera|muriera|murirme
    muerte ..6 & pienso|descanso|quiero|pensando|espero|deseo|mejor|solucion|salida|busco|prefiero|llamo & me|mi|\
todos|dias|\
yo|solo|seria|unica|noche|dia|a_la|pienso|siempre
    suicid*|sucid*
    quitarme|quitarse|quitar|quito|quitando|quite la|mi|su vida
    acabar|terminar|acabarme|acabo|termino|ponerle_fin|poner_fin con|a|mi ..1 mi|la|con? vida|esta_vida|sufrimiento|\
esta_pesadilla
    acabar|terminar|acaben con? ..1 todo|esto & quiero|ya|aguanto|pienso|mejor|puedo|voy & $|ya|mas|hoy|aguanto|vida|\
puedo|para_siempre|morir
    <no> ..2 quiero|deseo|puedo|quisiera|queria|quiere|aguanto|soporto|ganas ..5 vivir|viviendo|existir|\
despertar*|despertarme|estar_en_este_mundo|estar_viv*|esta_vida|amanecer|ver_otro_dia|estar_aqui|seguir_aqui
    <no> quiero|quisiera|deseo|puedo seguir $|asi|mas|viviendo|luchando|en_este_mundo|adelante
    <no> quiero|quisiera|deseo|quiere|queria estar aqui|vivo|viva|en_este_mundo|en_esta_vida $|mas|en|ya
    <no>|que|ningun*|nada|perdi|cual ..4 ganas|sentido|razon|razones|motivo|motivos|pena|caso|chiste|porque|\
proposito|\
fuerzas|gana|vale ..4 vivir|vida|viviendo|seguir_viviendo|existir|vivo|seguir_aqui|seguir_asi|seguir_con_vida
    vida ..3 <no> ..2 sentido|vale|importa|interesa|sirve|tiene_caso
    <no> aguanto|soporto|puedo|resisto ..2 con? ..1 vida|vivir
    ^ ..1 ya? <no> aguanto|puedo mas $
    <no> ..1 valgo ..1 nada
    <no> ..2 deberia|debo|debi|merezco ..1 existir|vivir|haber_nacido|nacer|estar_viv*
    mejor|felices|bien|tranquilos|contentos ..1 sin mi $|todos|y|ellos|porque|asi|en
    si ..2 me|yo|no muero|muriera|mato|matara|muero_nadie|estuviera|existiera ..5 nadie|mejor|todos|importa*|extrana*
    nadie ..5 extran*|importo|importa*|lloraria|llorar|daria_cuenta|notar* ..5 & muer*|voy|vaya|falte|vida|\
desaparezco|\
mundo|vivo|existir|mato|vivir|viva|muero
    una|soy|como|siento ..1 carga|estorbo ..9 & todos|familia|hijos|morir|vivir|mejor|mi
    ojala|quisiera|quiero|dios|ojala_que|ganas|prefiero|prefieria ..4 <no> ..2 despert*|amanec*|existir|haber_nacido|\
hubiera_nacido|nunca_nacido|levantarme_nunca
    dormir*|acostarme|duermo|dormirme ..4 <no>|siempre|nunca|jamas|eternamente despertar*|$|y|mas|jamas|siempre
    dormir* ..1 para_siempre|eternamente
    <no>|nunca despertar* ..1 $|mas|jamas|nunca|manana
    <no>|nunca ..1 despertara|despertaria|amaneciera|hubiera_nacido
    quiero|quisiera|ganas|gustaria|ojala ..2 desaparecer $|para|de_este|del|de_todo|y|ya|de_la
    para|pa|de que|k|q|sirve ..2 vivo|vivir|seguir_viviendo|sigo_viviendo|sigo_aqui|estoy_viv*|sigo_viv*|\
seguir_con_vida|\
nacer|naci
    para|pa que|k|q seguir|sigo $|asi|viviendo|aqui|en_este|luchando
    dejar|dejara|dejado de vivir|existir|respirar|sufrir_para
    irme|ir|vaya|voy|partir de este mundo|esta_vida
    adios|despido|despedida|perdonenme|perdoname|perdon ..14 & mundo|hijos|cuiden|cuida|cuidenme|siempre|carta|amo|\
vida|\
familia|quiero_mucho
    cuiden|cuida|cuidenme|cuidame|encargo ..2 a ..1 mis|mi hijos|hija|hijo|ninos|mama|familia|bebe & despedida|\
adios|ya|\
<no>|me_voy|puedo|perdon*|siempre
    carta|nota|mensaje ..1 de despedida|suicid*|adios
    <no> ..1 voy|estare a? ..1 estar? ..1 aqui|viv*|despertar|amanecer|estar ..1 manana|mas|cuando|hoy_en_la_noche
    cansad*|canse|harto|harta|fastidiad*|aburrid* ..1 de ..2 vivir|la_vida|mi_vida|existir|todo_y_de_la_vida|\
estar_viv*|\
este_mundo
    <no>|odio|detesto ..1 mi vida & odio|quiero|detesto|me_odio|morir
    me odio ..3 & me
    odio mi|vivir|la vida|$|esta_vida
    sin ganas|razon|razones|motivo|fuerzas|ilusion de|para ..2 vivir|seguir_viviendo|nada|la_vida|viviendo
    dios|diosito|senor|virgen|virgencita ..4 llevame|llevate|recogeme|quitame_la|llevame_contigo|llevarme|me_lleve|\
lleveme|recoja
    pastillas|frasco|veneno|cloro|raticida|pildoras|medicinas|gramoxone ..9 & tome|tomo|tomar*|trague|tragar*|\
beber|tomando|tomandome|todas|tomarmelas|tomo_todas & todas|muchas|monton|frasco|bote|demasiadas|tomarmelas|me|\
veneno|\
cloro|pensando|acabar|ganas|bastantes
    tome|tomo|trague|tomarme|tomarmelas|tomo ..2 muchas|todas|monton|frasco|bote|demasiadas|puno|bastantes|todo ..4 \
pastillas|pildoras|medicinas
    corto|cortarme|corte|cortando|cortandome|corta|cortarse|cortando ..2 brazos|venas|munecas|piernas|otra_vez|\
navaja|\
para_sentir|a_proposito
    me estoy|ando|volvi_a|quiero|he cortando|cortandome|cortar|cortado otra|los|las|brazos|$|con|para
    <quiero> ..1 lastimarme|cortarme|quemarme|hacerme_dano|hacerse_dano|tirarme|aventarme|lanzarme|lastimarse
    hago|hacer|hice|hacerme|hacerse|hace|hacia|haciendo|haciendome ..1 dano ..1 $|a_mi|yo|otra|sola|solo|mismo|\
misma|y & \
me|hacerme|hacerse|haciendome|se
    me ..1 quiero|voy|ganas|puedo ..2 hacer dano
    me hago dano ..1 cuando|si|para|porque|a_veces|de_noche|cada
    tirar*|aventar*|lanzar*|brincar|saltar|tiro|aviento|tire|brinco|arrojar*|tirarme|aventarse ..3 puente|tren|\
edificio|\
techo|balcon|rio|carros|carro|vias|azotea|ventana|metro|precipicio & me|se|quiero|quiere|voy|va|pienso|*me|*se|estoy
    colgarme|ahorcarme|colgarse|ahorcarse|envenenarme|desangrarme|matarme & quiero|voy|pienso|pensando|ganas|mejor|\
queria|\
soga|lazo|intente|quiere|va|cuerda|dice|idea
    soga|cuerda|lazo|pistola|navaja ..9 & cuello|colgar*|ahorcar*|cabeza|mi_vida|matarme|boca & yo|me|mi|voy|tengo|\
quiero
    estaria|estuviera|estar|estoy|seria ..1 mejor muert*
    mejor ..1 muert* que
    mejor ..1 me|yo ..1 muero|muera|mato|morirme|muerto|muerta|mate
    mejor ..1 morir|morirme|muerto|muerta $|que|asi
    desvivirme|desvivirse
"""

# What only sounds alike.
NO_TRAFFICKING = """
    sin_querer|por_accidente|fue_un_accidente|un_accidente|accidentally|by_accident|by_mistake & encerr*|encierr*|lock*
    incendio|fire|fuego & lock|locked|locks|candado|cierran|chain|chained
    leave ..1 town
    leave|go|out|home ..2 early|lunch|break|bathroom|vacation|at|on_time|on_my|sick|doctor|for_the_day|before|\
my_shift|my_station|for_a|restroom|to_the_bathroom|to_lunch
    leave|go ..1 the|my ..1 register|line|station|counter|desk|floor|post|shift
    until|till ..3 finish|finished|done|close|closing|shift|clean|cleaning|work|noon|midnight|1|2|3|4|5|6|7|8|9|10|\
11|12|\
end|friday|monday|next|they_find|replacement|relief
    <docs> ..2 on|in|at ..1 file|front|desk|reception|copy|mail
    copy|copies|picture|photo|copia|copias|foto|i9|i_9|renew*|renov*|expire*|vencio|venci*|everify|e_verify|dmv|\
consulate|\
consulado|cop|police|airport|vote|votar|apply|application|tramit*|sacar_mi|perdi|lost|wallet|cartera|divorce|\
transcript|\
id_badge|onboarding ..9 & <docs>
    <docs> ..9 & copy|copies|picture|photo|copia|copias|foto|i9|renew*|renov*|expire*|vencio|vencid*|everify|dmv|\
consulate|\
consulado|airport|vote|votar|apply|tramit*|sacar_mi|lost|perdi|wallet|cartera|ticket|regreso|picada
    encerrad*|encierr*|locked|lock|locks|encerre ..2 mi|mis|la|las|el|my|the|un bolsa|llaves|perro|gato|cosas|carro|\
mochila|\
ropa|keys|dog|cat|bathroom|bike|car|fridge|account|phone|stuff|locker|screen|tools|supply|walk_in|computer|schedule
    fuera del|de_mi carro|casa
    slave wages
    slave* ..6 & lol|haha|jaja|history|hour|wages|historia|movie|class|ancestors
    esclavitud|slavery ..6 & historia|history|class|clase|museo|museum|novela|pelicula|movie
    locked|lock|locks me|us|them|him|her? out|of|account|the_office
    locked|lock|locks my car|bike|keys|phone|locker|screen|account
    locked|lock|locks ..3 & early|vote|polls|store_at|lobby_at
    leave|go ..5 on|during|for ..1 my? break|lunch
    que es|significa ..1 trata|the_bathroom
    puedo|podemos|cant|can ..2 salir|go|leave|come|make ..3 hoy|manana|temprano|del|de_mi_trabajo|a_comer|nieve|\
frio|today|\
tonight|tomorrow|saturday|sunday|kids|saturdays|it|work_till|reunion|taller|meeting|lloviendo|con_este
    salir|ir|irme|irnos ..2 temprano|comer|almorzar|lonchar|lonche|votar|antes|bano|tarde|doctor|medico|a_la_hora|\
hasta_terminar|hasta_que_termine|hasta_las|hasta_acabar|vacaciones|al_bano|descanso|mi_cita|reunion|fiesta
    caja|linea|estacion|puesto|turno ..2 & salir|dejar & turno|linea|caja
    freezer|nevera|chiste|broma|jaja|jajaja|lol|haha|lmao & encierr*|encerr*|locked|lock*|slave*|esclav*|trapped|\
sold|\
vendieron|hostage|prisoner|secuestr*
    trapped|stuck|atrapad* ..2 in|en ..1 traffic|trafico|elevator|elevador|snow|nieve|meeting|cycle|tapon
    trabajar|work|work_on ..3 domingo|domingos|sunday|sundays|sabado|sabados|overtime|holiday|holidays|weekends|\
lunch|break|\
feriado|horas_extra|enferm*|sick|fin_de_semana|doble|descanso|breaks
    uniform|uniforme|tools|credit|tarjeta|loan|prestamo|cousin|hospital_bill|student|rent|renta|bank|banco|prima|tax|\
taxes|friend_20 ..9 & debo|owe|debt|deuda|deudas
    hold|holding|held|keep|keeps ..2 my|the|our|last ..1 check|paycheck|cheque|tips|job|sign|phone_at|money|hours
    phone|telefono|celular ..5 at|en|during|while|on|durante ..2 work|trabajo|shift|job|horas|break|turno|clock
    jury|trial|court ..4 & held
    being|been held ..2 at|on|in|tonight|this|saturday|next & meeting|event|election|class|rally|training|workshop
    volunteer|donate|training|taller|flyer|march|marcha|conferencia|webinar|awareness|voluntari*|film & traffick*|\
trata|\
slavery|trafico
    mandatory overtime
    let it|that go|slide
    hablar espanol|ingles|de
    mad|madly|gym|baby|babysit|grounded
"""
NO_VIOLENCE = """
    maneja|manejando|manejar|drive|drives|driving & borracho|borracha|tomado|drunk
    hurt ..1 my references|record|name|reputation
    flyer|volante|volantes|flyers|poster|hotline ..9 & violence|violencia|domestic|domestica|abuse
    violence|violencia|domestic|domestica|abuse ..9 & flyer|volante|poster|flyers
    hit|hits me|us up|hard|with_the|with_info|with_details|when_i|with_questions
    hit|hits|hitting me|us with ..3 new|bill|fine|fee|charge|charges|lot|paperwork|tax|schedule|more|extra|another|\
cuts|\
details|info|link|rent|increase|taxes
    beat|beats me|us to|in|at|by|there
    beat them|him|her in|at
    attacked|attacks|attack|attacking my|our ..2 work|idea|ideas|post|comment|credit|union|online|verbally|facebook
    pushed|pushes|pushing me|us to|for|harder|back_to
    touch|touches|touched|grab|grabs me|us|my up|base|lunch|a|coffee|heart|heartstrings|tools|bag|food
    in touch
    will ..1 this|that|it hurt
    kick*|push* me|us|him|her|them out|off|hard|too|to_work
    newspaper|press & attack*
    dias|cuantos|cuantas ..3 me toca|tocan
    fecha|puerta ..3 & <pega>
    <pega>|golpe* ..8 & caja|maquina|rama|tabla|carro_en|pelota|sol|tos|gripa|gripe|hambre|calor|montacargas|\
herramienta|\
mesa|horario|multa|economia|noticia|clavo|susto|virus|covid|aumento|impuesto|impuestos|renta|inflacion|catarro|frio|\
freidora|freidor|aceite|horno|estufa|plancha_del|escalera|dedo_con|loteria|cancion|sueno|puerta_del|estampilla|\
cheque|\
carton|olla|agua_caliente_del|cuchillo_en_la|cuchillo_cortando|gas|flu|influenza|bronca|parrilla|vapor|cocinando
    golpe de calor|suerte|estado|vista
    <pega> ..8 & periodico|prensa|television|redes|facebook|noticias|contrato|acuerdo|encuesta
    derechos|ley|leyes|contrato|acuerdo|reglas ..4 & viola|violan|violo|violaron|violando|violacion
    viola|violan|violo|violaron|violando ..2 mis|los|nuestros|la|el|mi ..1 derechos|ley|contrato
    toca|toco|tocaron ..3 puerta|hombro|trabajar|votar|turno|cheque|pagar|limpiar|hablar|descanso|dia|salir|ir|\
doblar|\
cerrar|abrir|pasaje|horario|domingo|cobrar
    toca|tocan|agarro ..1 horas|turno|dias|vacaciones|la_onda|el_bus
    kill|kills|killing|kill me|us|ya ..2 with|of|laughing|lol
    kill me|us ..3 late|lol|miss|forget|haha|dinner|dishes|if_i_dont|for_being|when_she_sees|late|with & late|lol|\
haha|miss|\
forget|jaja|dinner|dont|lmao|joke|laughing
    kill*|matar|mata|mato|dead ..12 & lol|haha|jaja|jajaja|lmao|jeje|joke|broma|late|hahaha
    mata|matando|mato|matan|matar ..9 & calor|trafico|espalda|hambre|dolor|rodilla|horas|pies|cabeza|frio|examen|\
estudiando|\
horario|risa|sueno|estres|cintura|turno|preguntas|trabajando|trabajo|renta|aburrimiento|cansancio
    volunteer*|donate|donat*|training|trainings|flyer|march|marcha|conference|webinar|awareness|voluntari*|taller|\
donar|\
prevention|cleaner|work_at|trabajo_en|vigil|campana|month|contra|tema & domestic|violencia|violence|shelter|refugio|\
abuse|\
albergue|abuso|acoso|harassment
    noticias|news|tv|movie|pelicula|video_game|game|juego|pelea_de|boxeo|serie|novela & tiroteo|shooting|shot|\
killed|violence|\
violo|balacera|mataron|golpe*|disparos|rape|murder|hit|knife|gun
    animal|animales|perros|dogs ..9 & refugio|shelter|beat|abuse
    control|rights|law|laws|policy|vote|nail|glue|caulk|heat|staple|spray|paint|clavos|pintura|grapas|silicon|\
soldar & gun|\
guns|pistola
    goal*|quota|target|gym|record|jackpot|lottery|mvp|ball|team|series|yankees|mets|celtics|chess & hit|beat|kill|\
kills|attack*
    uniform|price|prices|precios|precio|luz ..6 & dispar*
    break|breaking|broke ..4 & laws|law|news|contract|bread|record|my_contract|washer|machine|oven
    cook*|onion*|kitchen_knife|cutting|slicer|chop*|cocina|cortando & knife|cuchillo|cut|corte
    carrying_boxes|tripped|slipped|ladder|forklift|machine|shelf|box|boxes|oven|fryer|stove|pallet|cart|truck_door|\
car_hit|hot_oil & \
hit|hurt|burned|burn|cut|fell|broke|bit|pushed|kicked
    mosquito|bee|spider|dog|perro|gato|araña|abeja|cat|flu|covid & bit|bites|mordio|hit|pego|ataco
    amenaz*|threat* ..4 fire|firing|close|cut|correrme|despedir*|correr|bajar*|bajarme|quitar_horas|cortar*|strike|\
huelga|\
cerrar|write_me_up|demandar*|sue|suspend*|suspender*|layoff|reduce|botarme
"""
NO_SUICIDE = """
    flyer|volante|volantes|flyers|poster ..9 & suicid*
    suicid* ..9 & flyer|volante|poster|flyers|number
    examen|exam|test ..3 me|mato|matar
    strike|huelga|raise|aumento|votar|vote|swing|trampoline|off_im|im_off|vacation|olvido
    morir|morirme|muero|morirse|muerto|muerta|muertos|matar|morimos ..3 hambre|risa|calor|frio|sueno|sed|verguenza|\
aburrimiento|cansancio|ganas|pena|trabajar|trabajando|estudiando|celos|curiosidad|emocion|nervios|estudiar|turno|miedo
    die|dying|dead ..2 laughing|hunger|heat|boredom|embarrassment|to|for|to_see|tired|curiosity|serious|battery|\
on_me|hungry
    die|dead|dying|kill|suicide|suicid*|morir|matar|muerto|muero|desaparecer ..12 & lol|haha|jaja|jajaja|lmao|jeje|\
squad|movie|\
pelicula|prevention|awareness|prevencion|walk|volunteer|show|serie|facebook|instagram|drink|volante|redes|internet|\
hahaha|\
boxeo|examen|robin
    hurt|cut|harm|burn|burned|cortando|corte|corto|hurting|cutting ..9 & work|job|shift|boxes|kitchen|slicer|\
machine|lifting|\
box|cutter|grass|hours|horas|cocina|cebolla|trabajo|pelo|pasto|cuchillo|dedo|mano|luz|cheque|sierra|saw|vidrio|glass
    <live> ..4 here|in|with|there|on|near|alone|ahi|alla|en|con|cerca|aqui|solo|sola|de_esa|together|paycheck|rent & \
<not>|tired|no|sick|cansad*|ya
    paycheck|survey|encuesta|expensive|caro|questions|preguntas
    job|work|boss|working|trabajar|trabajando|trabajo|jefe ..9 & done|tired|sick|cant|seguir|dejar|anymore|acabar|\
terminar|\
end|hate|odio|here|cansad*|aguanto & <notlife>
    vote|voting|votar|elections|elecciones|tax|taxes|war|guerra|strike|huelga|contract & point|pena|end|sentido|\
reason|para_que
    wake|despertar* ..2 early|temprano|at|a_las|tarde
    goodbye|adios|despedida|farewell|despido ..9 & party|fiesta|coworker|companero|lunch|thanks|gracias|nos_vemos|\
trabajo|\
retire*|from_work|injustificado|me_hicieron|companera
    pastillas|pills|pildoras|medicine|meds ..9 & pressure|presion|diabetes|doctor|doctora|insurance|seguro|blood|\
azucar|\
allergy|alergia|vitamin*|cover|dolor_de|work_today|pharmacy|farmacia|dormir_bien|recet*|prescri*
    jump ..2 in|on|at|the_line|off_point|rope|start
    muere|murio|murieron|died ..4 & abuelo|abuela|tio|carro|telefono|bateria|phone|car|battery|perro|days|dias|\
bereavement
    sense of humor
    dios lleve|bendiga
    puerta|parada|bus_stop|autobus|casa|a_casa ..3 & llevame|llevarme
"""
# Whole texts that say themselves what they are about: the questions that somebody is tired of, an accident at work.
EXPLAINED = """
    ^ ..2 no quiero|puedo|voy_a seguir|continuar ..3 chat|platica|conversacion|tramite|queja|reclamo|hablando|\
platicando|participando|recibiendo|trabajando|estudiando ..3 $
    ^ ..2 no quiero|puedo|voy_a seguir|continuar gracias|ahora|ahorita|hoy|por_ahora $
    ^ ..2 dont|cant|not want|wanna|going? to? go_on|continue|keep|keep_going with|this|the? ..1 chat|conversation|\
complaint|form|claim $
    ^ ..2 no quiero|puedo|voy_a seguir|continuar con|contestando|respondiendo|haciendo ..2 \
pregunta|preguntas|encuesta|cuestionario|formulario $
    ^ ..2 dont|cant|not want|wanna|going? to? go_on|continue|keep_going with ..2 question|questions|survey|form $
    ^ ..1 me lastime|corte|machuque|raspe|queme ..1 mano|dedo|pie|rodilla|codo|espalda y? me? \
estoy|esta|ando|sale sangrando|sangre $
    ^ i? just? hurt|cut|smashed|sliced|burned my hand|finger|thumb|foot|toe|knee|elbow and? now? im|its|it_is bleeding $
"""
TYPOS = {
    "kys": "kms",
    "enserrado": "encerrado",
    "enserrada": "encerrada",
    "enserrados": "encerrados",
    "enserradas": "encerradas",
    "emigracion": "inmigracion",
    "imigracion": "inmigracion",
    "imigration": "immigration",
    "ais": "ice",
    "lamigra": "migra",
    "pasport": "passport",
    "gona": "gonna",
    "wana": "wanna",
    "hes": "he",
    "shes": "she",
    "theyre": "they",
    "quero": "quiero",
    "u": "you",
    "q": "que",
    "k": "que",
    "x": "por",
    "d": "de",
    "toy": "estoy",
    "ta": "esta",
    "tan": "estan",
    "pa": "para",
    "rite": "right",
}
NO_TYPOS = "atrasado atrasada atrasados atrasadas leaving coquetea coquetear amenazo"
