"""What words mean, English and Spanish together, for the classifiers: see `classifier.Meanings`.

A meaning is a group of words that can stand for each other in such a message, not a dictionary entry.
"""

from __future__ import annotations

DANGER = {
    "speaker": "i im ive id ill myself yo me soy estoy tengo puedo voy quiero",
    "ours": "me us my our mi mis nos nuestr* conmigo mine we",
    "other": "he she they him her them his their hes shes theyre el ella ellos ellas le les lo la los las se su sus",
    "man": "man men guy guys dude hombre hombres tipo tipos senor senores sir mister viejo sujeto* muchacho* "
    "stranger* somebody someone alguien person older patient pacient* inquilino lodger driver chofer boyfriend "
    "pastor coach teacher maestro profesor doctor student attacker asaltante ladron thugs pandillero* pandilla "
    "gang maras",
    "partner": "husband hubby wife boyfriend bf girlfriend gf partner ex fiance esposo esposa marido novio "
    "novia pareja "
    "mujer exmarido exnovio exesposo hombre_mio baby_daddy spouse ex_husband exwife ex_wife exgirlfriend "
    "companero_de_vida concubino amante lover roommate viejo mi_viejo man_of_house",
    "kin": "mother mom mommy mama mami madre father dad daddy papa papi padre brother* sister* hermano* hermana* son "
    "sons hijo* hija* daughter* kid kids child children nino* nina* bebe baby uncle aunt tio tia cousin* "
    "primo* prima* grandma grandpa abuela abuelo abuelita nephew niece sobrino* sobrina* suegr* cunad* stepdad "
    "stepfather padrastro madrastra stepmom family familia nuera yerno mija mijo parents papas abuelos "
    "grandmother grandfather grandson nieto nieta",
    "step": "stepdad stepfather padrastro padrastra stepbrother moms_boyfriend uncle tio abuelo",
    "neighbor": "neighbor* vecin* roommate* friend* amig* coworker* companer* muchach* girl woman women lady mujeres "
    "senora tenant classmate client* comadre compadre paisan* workers trabajadores",
    "boss": "boss* jefe* jefa* patron* patrona* manager* supervisor* supervisora foreman capataz mayordomo dueno* "
    "duena* owner* employer* empleador* contractor* contratista* encargad* gerente* landlord casero madam "
    "madame senora sponsor agency agencia recruiter* coyote* smuggler* pollero* reclutador* crew_boss chef",
    "trader": "coyote* smuggler* pollero* recruiter* reclutador* agency agencia sponsor trafficker* pimp* padrote* "
    "proxeneta* madam",
    "not": "not no dont doesnt didnt wont cant cannot never isnt arent wouldnt aint without refuse* unable nunca ni "
    "jamas sin tampoco nadie nobody noone none nothing nada ningun* anymore havent hasnt",
    "nobody": "nobody noone nadie anybody anyone",
    "agent": "ice immigration inmigracion migracion migra cbp dhs feds federales homeland patrulla_fronteriza "
    "ins hsi "
    "hielo_no la_migra uscis_police enforcement enforcement_agents patrol deportation",
    "uniformed": "agent agents agente agentes officer officers oficial oficiales federal police policia "
    "policias cop cops "
    "marshal* sheriff badge badges placa placas uniform* chaleco* vest vests masked enmascarad* encapuchad* "
    "mask masks tactical unmarked guardias soldier* soldado* military militar* swat armed armados linternas "
    "flashlights rifles metralleta* civil plainclothes vestidos",
    "raid": "raid raids raiding raided redada* operativo* checkpoint reten",
    "take": "took take takes taken taking grab* snatch* pick* pulled dragged got caught llev* agarr* saco sacaron "
    "sacando bajaron levantaron subieron cogieron pescaron haul* hauling dragging carried drug llevan llevando "
    "llevaba jalaron subio meten metieron load* loading",
    "arrest": "arrest* detain* detention handcuff* cuffed custody deport* deten* detuv* esposad* esposaron "
    "apres* preso "
    "presa grillete encarcel* jail carcel jailed ankle_monitor detained apresado presos cadenas chains "
    "processed ankle shackl* retenid* capturad* captur* subieron subido monte",
    "come": "came come comes coming showed show arrive* arrived enter* entering vino vinieron viene vienen llego "
    "llegaron llegando entro entraron entrando metio metieron cayo cayeron bajandose bajaron volvieron rolled "
    "walked rodea* rodeado surround* swarm* approach* pulling pulled_up parked estacionad* parquead* circling "
    "dando_vueltas waiting esperando lleg* entrar swarming storm* burst barge* coming_up suben subiendo",
    "knock": "knock* bang* toca tocan tocando tocaron golpeando kicking kicked patea* tumba* breaking broke "
    "rompiendo",
    "here": "here outside inside aqui afuera adentro enfrente abajo downstairs upstairs nearby aca ahi front across",
    "door": "door doors puerta porton gate hallway pasillo lobby window ventana stairs escaleras entrance entrada "
    "porch",
    "place": "house home apartment apartamento casa building edificio cuarto room basement sotano trailer "
    "street calle "
    "cuadra block parking estacionamiento neighborhood barrio kitchen cocina store tienda church iglesia "
    "school escuela court corte restaurant* factory fabrica warehouse bodega farm finca rancho motel hotel "
    "bathroom bano closet car carro van bus taller garage lot corner esquina obra techo roof laundromat "
    "lavanderia hospital clinic clinica supermarket mercado market gas_station gasolinera park parque mosque "
    "mezquita shelter daycare guarderia driveway yard patio garden dunkin bakery panaderia salon plant planta "
    "site campo field lobby recepcion front_desk",
    "vehicle": "van vans truck trucks suv suvs troca* camioneta* patrulla* helicopter* helicoptero* bus "
    "carros car carro "
    "sedan jeep pickup convoy patrol",
    "street": "street calle ave avenue st road carretera highway corner esquina parada stop whalley grand "
    "depot walmart "
    "downtown park sidewalk banqueta lot",
    "now": "now rn ahora ahorita orita today hoy tonight anoche yesterday ayer just acaba* acaban minute* currently "
    "already morning manana esta_noche again",
    "ask": "ask* pregunt* piden pidiendo pide looking busca* searching wants quieren dicen says saying said dijo say",
    "papers": "passport* pasaporte* papers papeles document* documento* visa visas id ids identificacion* green_card "
    "license licencia cedula permit status estatus",
    "passport": "passport* pasaporte* documents documentos documento document papers papeles visa visas ids",
    "phone": "phone* telefono* celular* cell cel movil mobile wifi internet sim",
    "hold": "keep keeps keeping kept hold holds holding held hide hides hid escond* reten* retien* guard* confisc* "
    "quit* decomis* seized stole rob* tiene tienen tenian has have had took locked lock*",
    "back": "back return* devolv* devuelv* regres* entreg* give giving dar da dan",
    "lock": "lock* padlock* encerr* enserr* encierr* candado* llave llaves trancad* chained amarrad* chain tied key "
    "keys trapped atrapad* stuck prisoner* prision* jaula atad* atado cage closed cerrad* cierra cierran "
    "clausur* bolted bars rejas fence cerca barbed gate bajo_llave",
    "watch": "watch* guard* camera* camara* vigil* cuida cuidan spy* espia* control* track* revis* checks check "
    "guardia* guards dog perros escolt* escort* seguridad monitore* supervise follow_us alone sola solo",
    "let": "let lets letting allow* permit permits permission permiso deja dejan dejaba dejaban dejado dejo permite* "
    "suelta* sueltan soltar able free libre lemme outta allow_us liberar liberen soltarme permitido permitted "
    "allowed",
    "leave": "leave leaves left leaving go goes out exit escape* salir salga salgo salimos salido sale ir irme irnos "
    "irse voy vamos run runs away quit renunci* huir fuga* escap* outside afuera home salirme get_out",
    "talk": "talk* speak call calls hablar hablo habla llamar contact* comunic*",
    "owe": "owe owes owed debt* debo deuda* debemos debe deben debiendo pay_off pagarle pague prestamo cobra cobran "
    "debe_pagar fee fees charge charges cobrando cuota quota interest intereses pay_back payback saldar "
    "pagarles repay settle",
    "pay": "pay pays paid paying paga pagan pagar pague pago pagas money dinero paycheck sueldo salario wage* gratis "
    "free",
    "brought": "brought bring* trajo trajeron traen trae cruce cruzo cruzar crossed trip viaje travel promis* "
    "promet* "
    "engan* tricked lied smuggl* recruited reclut* contrat* ofrec* offered enganada enganaron fooled mentira "
    "mintieron visa_job h2a h2b h2",
    "work": "work works working worked job trabaj* chamba jale limpiar clean* cook* shift turno",
    "force": "force* forcing forced make makes making made oblig* forz* fuerz* fuerza coerc* pressur* against "
    "voluntad "
    "against_will obligatoriamente mandatory threaten bajo_amenaza have_to tengo_que must against_my hacen "
    "hace me_hacen ponen pone",
    "slave": "slave* esclav* servant sirvienta captive cautiv* hostage rehen kidnap* secuestr* traffick* trata sold "
    "sell* vend* vendi* compr* bought belong* property propiedad prisoner* trapped atrapad* enslave* servitude "
    "esclavitud obligada obligado obligadas owned owns own merchandise mercancia pertenezco pertenece trafico "
    "human_traffick* dueno_de_mi",
    "sex": "sex sexual* sexo prostitu* sleep_with acost* relaciones masaj* massage* clients clientes naked desnud* "
    "body cuerpo strip* escort* brothel burdel tricks johns guys hombres bailar cantina bar_girl table_dance "
    "fotos_desnuda videos porn porno strip stripper hostess onlyfans massages masajes",
    "sexual": "sex sexual* sexo sexually rape* raping viol* molest* grop* manose* toquete* privates kiss* "
    "bes* fondl* "
    "harass* acos* abus* propas* manosear nude* naked desnud* genital* penis pene vagina private parte_intima "
    "intimas besar beso besarme forzo forced_me assault* inappropriate* tocamientos nudes pants shower* "
    "banand*",
    "touch": "touch* toca toco tocan tocar tocarme grab* agarr* rub* hands hand mano manos met* finger* dedos "
    "squeez*",
    "body": "face cara head cabeza arm brazo back espalda neck cuello throat garganta stomach barriga panza "
    "belly hair "
    "pelo cabello leg pierna* breast* seno* chest pecho eye ojo ojos mouth boca nose nariz rib ribs costilla* "
    "butt nalg* blouse blusa shirt skirt falda hand mano wall pared floor piso chin jaw quijada nails unas "
    "piel skin costillas wrist* muneca* finger* ankle tobillo hueso bones tooth teeth diente* labio lip thigh* "
    "muslo*",
    "hit": "hit hits hitting beat* slap* punch* kick* chok* strangl* smack* whoop* whip* shov* push* burn* bit bites "
    "hurt* attack* stab* slam* drag* throw* threw spit* swing* jump* knock* pega pego pegan pegaron pegaba "
    "pegar pegarme pegando* golpe* golpi* cachete* patea* pateo patio empuj* ahorc* asfixi* agred* lastim* "
    "maltrat* apunal* aporre* azota* arrastr* avienta aventar* avento aventaron tir* jalon* jalo jala mordio "
    "quem* echo punetazo* puno bofetada* trompada* correazo* cinchazo* cinturonazo* paliza* golpiza* patada* "
    "cachetada* verguio somata* dio dan madriza* injur* batter* choke ahoga ahogar aprieta apreta aprieto "
    "ahorcar zamaquea sacude sacudio rasgun* arana* aruna* yank* yanked tackle* pin pinned pins headbutt "
    "spank* cachetear cuerazo* garrotazo* lenazo porrazo tumbo tumba revienta revento madrea madreo partio "
    "parte rompio quebro torcio twisted fractur* jump jumped jumps pellizc* escup* pisote* restreg*",
    "strong_hit": "chok* strangl* stab* beat* ahorc* apunal* golpiza* paliza* punch* slap* pega pego pegan "
    "pegaron pegando* "
    "slam* abus* golpea golpeo golpearon golpean violent* violen* cachetada* bofetada* trompada* asfixi* ahoga "
    "aprieta apreto golpeando golpizas fractur* quebro tackle* pinned yank*",
    "wound": "bruis* moret* blood sangr* bleed* swollen hinchad* black_eye morado broke broken quebr* rompi* rompio "
    "unconscious desmay* marks marcas",
    "weapon": "gun guns knife machete weapon* pistol* rifle bat shot shoot* hammer bottle pistola* arma armas "
    "cuchillo* "
    "navaja* escopeta* bate palo martillo botella belt cinturon cable broom escoba pala gas* gasolina "
    "machetazo* disparo* dispar* balazo* razor blade hot agua_caliente cloro bleach machetes bats wrench pipe "
    "tubo tubos palos piedra* brick ladrillo tijeras scissors hacha axe taser gasoline lighter encendedor "
    "apunt* point* aim* manguera correa chancla plancha iron screwdriver desarmador",
    "kill": "kill* murder* matar* mata matan mate mato matara muerte desaparec* bury shoot* asesin* dead die matando "
    "mataron exterm* ahogar drown* desaparecer destroy end_me picar quebrar enterrar rematar",
    "threat": "threat* amenaz* warn* will_kill says_he promised scare* intimid* or_else ultimatum advert* jur* swear "
    "swore vow* promete amenazando blackmail* chantaj* extor*",
    "if": "if si unless cuando when until hasta",
    "fear": "scared afraid terrified fear* miedo temor temo pavor unsafe peligro danger worried asustad* insegur* "
    "panic panico terror aterrad* frightened worried_sick nervous nervios",
    "hide": "hiding hide hid escondid* escondi* escondo closet under debajo bathroom bano locked_myself",
    "drunk": "drunk* drink* borrach* tomado toma tomando alcohol drogado drug* high droga*",
    "angry": "angry rage furios* enojad* screaming gritando grita yelling breaking rompiendo violent* agresiv*",
    "stalk": "follow* stalk* sigue siguiendo siguio siguen persigue* persiguiendo acech* waiting esperando "
    "restraining "
    "protective acosa acoso acosando restraining_order orden_de_restriccion orden_de_proteccion "
    "protective_order tracker gps outside_my spying espiando harass*",
    "shelter": "shelter* refugio* albergue* somewhere_to_go safe_place domestic domestica abus* violenc* "
    "violence victim* "
    "victima*",
    "help": "help ayuda ayud* auxilio socorro please favor urgente emergency emergencia sos 911 need necesito save "
    "ayudenos ayudame ayudeme rescue rescat* save_me salvenme hurry apur* rapido quick",
    "die": "die dies died dying dead death muerte morir* muero muera muriera muert* deceased expire deadly fallec* "
    "passed_away perish morirnos morirse coffin ataud funeral tumba grave heaven cielo",
    "selfkill": "suicid* kms unaliv* overdos* selfharm matarme suicidarme ahorcarme colgarme quitarme hang* "
    "hanging ahorc* "
    "colgar* rope soga veneno noose suicida* suicidio suicidal end_it kill_myself quitar_la_vida "
    "quitarme_la_vida matarse colgarse ahorcarse overdosing self_harm cortarme cortarse envenenar* "
    "shoot_myself tiro",
    "self": "myself himself herself themselves yourself yo_mismo mismo misma my_life own",
    "live": "live living life vivir vida viviendo vivo viva exist* existir alive breathe being_here world mundo "
    "existencia seguir_viviendo going_on keep_going carry_on seguir continuar continue this_world este_mundo",
    "wake": "wake* despert* amanec* sleep dormir* duerm* levant*",
    "want": "want* wanna wish* hope* like gonna going going_to ready about plan* quiero quisiera deseo ganas ojala "
    "pienso pensando pensado pensamiento* think* thought* thoughts prefer* rather mejor better voy try* tried "
    "intent* trat* siento feel* considering",
    "end": "end* ending finish* over done stop acab* termin* fin final last ultimo ultima bridge",
    "reason": "reason* point purpose meaning sense sentido razon* motivo* pena worth vale valgo worthless "
    "hope hopeless "
    "future futuro para_que salida why pointless chiste caso proposito objetivo use useless inutil importa "
    "matter matters nada_tiene nothing_matters ganas",
    "tired": "tired sick exhausted cansad* canse hart* fastidiad* fed_up aguanto aguantar soporto cant_take handle "
    "anymore puedo_mas hard dificil pain dolor sufr* suffer* exhaustion agotad* rendid* rendirme give_up "
    "giveup giving_up done_with cant_anymore no_puedo_mas weak fuerzas strength depress* deprim* hopeless "
    "desespera* desesperad* anguish angustia",
    "burden": "burden* carga estorbo without sin_mi miss extran* care importo importa better_off happier felices "
    "hago_falta needs nobody_cares nadie_le_importo a_nadie useless inutil alone_in_world sola solo lonely "
    "soledad desaparezca",
    "pills": "pill* pastilla* pildora* medicine* medicina* tylenol bottle frasco veneno poison cloro tablets "
    "meds drugs "
    "drogas sobredosis overdose ibuprofen acetaminophen insulin raticida rat_poison",
    "many": "all todas todos bunch whole lot muchas many monton entire too",
    "jump": "jump* tirar* aventar* lanzar* brincar saltar bridge puente train tren roof techo ledge building "
    "edificio "
    "balcon azotea drive_off edge orilla borde precipicio cliff railing baranda highway tracks vias rio river",
    "cut": "cut cuts cutting corto cortar* cortando* corta wrist* venas muneca* slit arms brazos blade navaja razor "
    "bleed sangre knife cuchillo vidrio glass scars cicatrices",
    "bye": "goodbye bye adios despedida despid* note carta letter sorry perdon* take_care cuiden cuida forgive "
    "love_you last_words ultimas_palabras despidio despidiendo despidiendome tell_them dile diles testament "
    "will_for",
    "god": "god dios diosito lord senor recoja recoge* llevame heaven cielo",
    "away": "disappear* desaparec* vanish gone irme leave_this",
    "hate": "hate odio detesto odia asco",
    "young": "14 15 16 17 anos years year_old menor minor age",
    "send_back": "send_us_back deport* mandan mandar pais country back_home honduras guatemala mexico alla "
    "ecuador colombia "
    "filipinas jamaica",
    "live_in": "live_in interna nana nanny niner* caregiver cuidadora sirvienta puertas_adentro sleep_in "
    "duermo domestica",
    "time_long": "months meses years anos weeks semanas day night dia noche hours horas never nunca siempre "
    "always every",
    "asking": "what how when why where who which can could should would does do is are que como cuando donde cuanto "
    "cuanta cual quien puede pueden podria es hay tiene_que debo sera",
    "complain": "complain* complaint* quej* reclam* denunci* demand* sue union sindicato inspector cobr* claim* "
    "labor_department department_of_labor departamento_de_labor departamento_del_trabajo",
    "found_out": "find_out finds_out found_out entere entera enteran enteren enterar sepa sepan se_entera se_entere "
    "darse_cuenta se_den_cuenta",
    "write": "text texted texting wrote write writing message* escrib* mensaje* texto* chat",
    "rights": "rights derecho* law laws ley leyes legal lawyer* abogad* attorney allowed illegal warrant "
    "orden notarial "
    "poder",
    "event": "training taller* workshop class clase* meeting reunion march* marcha* rally protest* protesta* event "
    "evento* flyer* volante* volunteer* voluntari* strike huelga campaign campana election eleccion* vote "
    "votar voting candidate* bill senator* union sindicato contract contrato walk vigil hotline charla course "
    "petition peticion fair feria tabling canvass* phonebank census fundraiser rifa raffle picnic fiesta party "
    "graduation",
    "news": "news noticia* tv movie pelicula show video game juego read heard escuche oi lei facebook radio song "
    "cancion concert documentary podcast book novela serie squad",
    "joke": "lol haha* jaj* lmao jeje* joke broma rofl xd kidding chiste ha jeje jejeje funny figuratively lolol",
    "past": "ago last_year years_ago ano_pasado pasado used_to last week month semana mes",
    "office": "office oficina appointment cita interview entrevista application solicitud aplicacion renew* "
    "renov* case "
    "caso form forma fee cost cuesta costo consulate consulado mail correo tramite* status visa uscis huellas "
    "citizenship ciudadania expired vencio dmv i9 copy copia census censo insurance aseguranza seguro_social "
    "irs labor_department bank banco apostill* translate traducir resume",
    "weather": "cream rink machine maquina hockey storm coffee cube cooler freezer party slip* snow nieve "
    "cold frio road "
    "sidewalk icy iced hielo helado winter bag skate drinks melt* deck knee rodilla cubes skating salt sal "
    "fishing plane roof_ice tormenta granizo bar cup vaso agua_fria",
    "accident": "accident* accidente fell fall cai cayo* caida box caja ladder escalera machine maquina forklift "
    "montacargas slicer fryer freidora oven horno tool herramienta* nail clavo* aceite oil cart truck_hit "
    "lifting levantando tripped slipped me_cai martillo",
    "work_matters": "overtime shift turno schedule horario lunch lonche break descanso hours horas check "
    "cheque tips propinas "
    "raise aumento vacation vacaciones uniform uniforme bathroom register orden doble weekend* domingo* "
    "sunday* saturday* supplies union dues taxes w2 stub talon paystub benefits insurance seguro deposit "
    "paperwork training coffee cafe meeting reunion production linea line equipo team promotion evaluacion "
    "review write_up reporte audifonos headphones funeral doctor cita interview payroll salary horarios "
    "schedules",
    "figure_of_speech": "hungry hambre cansancio sueno risa laugh* calor heat frio verguenza boredom "
    "aburrimiento embarrass* exam "
    "examen traffic trafico sed thirst celos bored tired_of_work starving shame embarrassed ganas_de vacation "
    "vacaciones carcajada curious",
    "yell": "yell* grit* insult* rude shout* groserias mean disrespect* humill*",
    "fire": "fire fired firing corr* despid* despidieron bot* layoff laid botaron",
    "bill": "bill* fee* rent renta tax* debt_card tarjeta loan prestamo bank banco credit hospital_bill card "
    "mortgage "
    "hipoteca lease car_payment luz gas_bill deposit deposito agua_bill grandma abuela",
    "animal": "dog* perro* cat gato* mosquito* bee bees spider mordida raton",
    "gym": "gym goal* target quota record lottery loteria jackpot chess team ball game pelota yankees",
}

OPT_OUT = {
    "stop": "stop* stahp quit* cease* halt* discontinu* terminat* desist* end ends ending refrain* abstain* suspend* "
    "pare paren para parar parale parenle paro detener detenga* suspenda* suspender basta alto cesen cese cesar corten "
    "corte cortenle cortar descontinu* interrump* termin* finaliza* eviten evite fin freeze knock_it cut_it",
    "let": "deje dejen deja dejar dejes dejenme dejeme dejame dejenos dejense leave leaves let",
    "alone": "alone peace paz tranquil* quieto quieta",
    "remove": "remov* delet* eras* drop scrub* unenroll* disenroll* unsub* unlist* unregister* unfollow* wipe* "
    "purge* strike exclude* "
    "quite* quiten* quita* quitar* saque* saca* sacar* borr* elimin* remuev* retir* tach* desuscri* desinscri* "
    "dessuscri* desubscri* desapunt* excluy* take_off take_me get_me take_us get_rid pull_my",
    "out": "out off opt* optout salir salirme salgo salga fuera exit baja opt_out unsubscribed",
    "cancel": "cancel* anul* revok* withdraw* rescind* renunci* desactiv* deactivat* revoc* turn_off shut_off mute",
    "send": "text txt texting texted message messaging msg msging contact* email* bother* call* write* writing send* "
    "spam* harass* solicit* reach* hit blow* blast* bombard* pester* bug* annoy* disturb* mand* mande* envi* escrib* "
    "text* tekst* tex* molest* llam* contact* fastidi* frieg* freg* jod* ching* acos* busqu* notifi* insist* "
    "comuni* marqu* habl* lleg*",
    "messages": "texts messages msgs txts sms alerts notifications blasts updates reminders communications texting "
    "messaging spam junk emails mensaj* textos texto avisos notificaciones publicidad propaganda msjs mensajitos "
    "alertas recordatorios comunicaciones subscription suscripcion subscripcion suscripciones",
    "these": "these this those them em it that stuff crap shit esto eso estos esos cosas nada",
    "list": "list lists database system contacts records directory distribution mailing group chat thread lista listas "
    "grupo base sistema registro registros cadena directorio",
    "number": "number numbers phone cell digits line info contact # num numero numeros telefono celular cel contacto "
    "nombre name datos",
    "me": "me us my mine our i im ive mi me nos yo mis nuestro",
    "you": "you u ur your yall youre yous guys people ustedes usted les los sus tus",
    "not": "not no dont doesnt didnt never nunca ni jamas sin tampoco cant wont without aint zero cero ningun* nomore "
    "stop_it",
    "want": "want* wanna need* wish* like care* interest* quiero quisiera quiera deseo desea* necesito ocupo interes* "
    "gusta gustan pedi solicit* acepto autoric* autoriz* permit* agree* consent* consien* permiso permission "
    "authoriz* signed subscribed enrolled",
    "again": "again anymore further more ever longer mas otra_vez nunca_mas vuelv* volv* sig* sigan siguen esten este "
    "keep keeps continue* continu* seguir seguido ya",
    "please": "please pls plz kindly favor porfa porfavor pliss xfa thanks thx gracias",
    "wrong": "wrong mistake* mistaken incorrect* equivoc* error accident* accidentally oops",
    "person": "person guy somebody someone anybody nobody belongs persona senor senora nadie alguien conozco "
    "recognize not_him not_her isnt_him isnt_her",
    "gone": "died dead deceased passed moved moving murio fallecio mude mudo mudamos jubile retired longer_live "
    "no_longer ya_no anymore changed",
    "fed_up": "tired sick enough annoying annoyed fed_up hate ugh fuck* damn wtf omg hell sue harto harta cansad* "
    "canse fastidio molestia pesados suficiente demasiad* tanto tantos tanta mucho muchos too too_many irritat* "
    "bastante maldit* carajo chingad* putos",
    "threat": "report* block* sue* lawyer attorney fcc ftc illegal bloque* report* denunc* demand* abogado acoso "
    "harassment",
    "how": "how que como what where donde",
    "who": "who quien quienes",
    "why": "why porque por_que",
    "boss": "boss* manager* supervisor* employer* landlord* coworker* jefe* jefa* patron* patrona* supervisor* "
    "encargad* mayordomo* gerente* companer* owner* dueno* contratista* compania company agency agencia husband wife "
    "esposo esposa ex novio marido",
    "they": "they he she him her them ellos el ella",
    "job": "job* work* shift* schedule* turno* horario* trabaj* chamba jale payroll nomina puesto empleo contract* "
    "contrat* lease visa license licencia",
    "pay": "pay* paid check* cheque* wage* salar* sueldo* money dinero tips propina* overtime hours horas extra* "
    "deposit* bonus bono owe* deb* w2 rent renta benefit* unemployment",
    "other": "appointment* cita citas insurance seguro meeting reunion junta class clase event* evento* march* "
    "marcha* interview entrevista ride dues cuota* union sindicato party partido vote* vot* bus train tren flight "
    "order pedido netflix 401k pension policy bill ley doctor court corte taller training photo foto answer respuesta "
    "school escuela bank banco card tarjeta car carro luz",
    "fight": "theft robo robos deportation* deportacion* raid* redad* ice migra cut cuts recortes increases abuso* "
    "abuse* injustic* explot* violen* eviction* desalojo* closing war guerra strike* huelga",
    "time": "today tomorrow week month year day night morning at until till before after when hoy manana semana "
    "mes ano "
    "dia noche hora cuando hasta temprano tarde early late",
    "yes": "yes si claro ok sure sign_me join unirme quiero_recibir add put_me start resume empezar apunt* "
    "anot* agreg*",
    "rather": "instead rather mejor prefer* only solo",
}
