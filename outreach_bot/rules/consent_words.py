"""The words by which people ask us to stop, to come back, or neither, English and Spanish: see `phrases`."""

from __future__ import annotations

from typing import Literal

from .phrases import listed

# YES is missing on purpose: it answers many questions, and consent is never an ordinary reply.
OPT_IN = listed(
    "start|unstop|resubscribe|subscribe|subscribe me|opt in|optin|opt me in|rejoin|start again|"
    "start texting me again|text me again|sign me up again|comenzar|empezar|iniciar|reanudar|reiniciar|suscribir|"
    "suscribirme|reactivar|volver a empezar|empezar de nuevo|comenzar de nuevo|quiero volver a recibir mensajes|"
    "quiero recibir mensajes otra vez",
    "|",
)

# Words that change nothing: politeness and haste.
FILLER = listed(
    "please pls plz plse thanks thank thx ty you u ok okay k hey hi hello yes yeah so much very kindly sorry sir "
    "maam and god bless now asap just immediately today already have a good day nice all the best lol omg nah nope "
    "bro dude man ugh wtf damn seriously really would could will por favor porfa porfavor porfis gracias muchas "
    "mil ya hola buenos buenas dias tardes noches disculpe disculpen perdon senor senora dios los le les la "
    "bendiga bendiciones si ahora mismo inmediatamente todo todos y que xfa entonces pues oye oiga oigan miren "
    "mire senorita joven hombre"
)
# What else may surround a word that cannot be mistaken: "I told you to stop this".
INSISTING = listed(
    "i said told ya to it this these that reply text send word means mean again es esto digo dije the de favor"
)
UNMISTAKABLE = frozenset({"stop", "stopall", "unsubscribe", "alto"})

# Whole messages, filler taken away.
WHOLE_YES = listed(
    "cancel me|end these|dnc|rmv|unenrol|deregister|disconnect me|reported|stop2quit|stop2end|stop2stop|"
    "stop to end|stop to quit|mute|halt|hmu|removeme|block|cancel everything|cancel all|turn "
    "off|shut off|count me out|no mas mensajes|quit|end|cancel|revoke|opt out|optout|opting out|opt me out|i "
    "opt out|unsub|cease|cease desist|desist|"
    "discontinue|i revoke|remove|remove me|delete me|take me off|drop me|quit it|end this|end texts|cancel this|"
    "no texts|no texting|make stop|make it stop|stop everything|can stop|could stop|would stop|how do i stop|"
    "how can i stop|how to stop|leave me alone|leave us alone|go away|fuck off|f off|"
    "piss off|bug off|get lost|block me|dont want this|i dont want this|i dont want these|do not disturb|dnd|"
    "do not text|dont text me|do not contact|parar|pare|paren|parale|parenle|basta|cancelar|cancele|cancelen|"
    "cancela|quiero cancelar|baja|salir|me quiero salir|quiero salirme|quiero parar|detener|detenga|detengan|estop|"
    ""
    "desistir|anular|revocar|suspender|fin|descontinuar|remover|cancelenme|cancelame|bloqueenme|bloqueeme|revoco|\
cancelo|"
    "como me borro|como me quito|como me saco|wrong number|wrong person|wrong #|sorry wrong number|numero equivocado|"
    "numero incorrecto|tiene el numero incorrecto|tienen el numero incorrecto|numero errado|terminate|unscribe|"
    "equivocado|equivocada|desuscribir|no molestar|larguense|largate|vayanse|eliminar|eliminarme|"
    "retirar|retirarme|quitar|no mensajes|no textos|como me salgo|como paro|como cancelo|dejen de joder",
    "|",
)
# Words as they stand, however like an opt-out: an illness, surnames, what is done to people.
NO_TYPOS = listed(
    "cancer cancers canser parra parras paredes parada deporting deported deport separating separate steps stone stoops"
)
WHOLE_ASK = listed(
    "wrong|fuck|fuck this|screw|not interested|spam|es spam|esto es spam|mucho spam|annoying|is "
    "annoying|dejame|dejeme|dejenme|que fastidio|fastidio|im not "
    "interested|i am not interested|no longer interested|"
    "nope not interested|no more|enough|enough is enough|out|exit|leave|i want out|not me|not my number|"
    "i dont know you|im out|im done|not for me|end it|remove this|f|no me interesa|no estoy interesado|"
    "no estoy interesada|no interesa|fuera|terminar|finalizar|cancelacion|renuncio|desactivar|ya dejen|no mas|"
    "no quiero mas|suficiente|quiero salir|no soy yo|me salgo|como salgo|como salgo de aqui|no molestes|"
    "deje|dejen",
    "|",
)
# Enough as a whole message, everyday words beside others.
ORDINARY = listed(
    "quit end cancel cease desist remove baja salir parar pare paren basta cancelar cancele cancela detener"
)
# A question's answer by themselves, clear with "please".
TIRED = frozenset({"no more", "no mas", "enough", "suficiente", "no quiero mas"})
# Whole messages as they stand: here the polite word decides.
WITH_FILLER: dict[str, Literal["yes", "ask", "no"]] = {
    "the end": "no",
    "por fin": "no",
    "enough already": "yes",
    "no mas gracias": "yes",
    "no more thanks": "yes",
    "ya no mas": "yes",
    "ya estuvo bueno": "ask",
    "ya estuvo suave": "ask",
    "ya no": "ask",
    "ya no quiero": "ask",
    "ya no quiero mas": "yes",
    "ya no me interesa": "ask",
    "ya no gracias": "ask",
    "gracias ya no": "ask",
    "gracias pero ya no": "ask",
    "para": "ask",
    "ya para": "ask",
    "para ya": "ask",
    "por favor para": "ask",
    "para por favor": "ask",
}

LISTS = {
    "messages": "text texts texting txt txts txting msg msgs message messages messaging sms spam spamming "
    "notifications communications communication contact contacting bothering harassing blasts "
    "emails",
    "these": "these this those that it stuff thing things shit crap",
    "list": "list lists database contacts records directory distribution mailing group chat thread",
    "number": "number numbers phone cell info name contact data information num #",
    "my": "my this our the",
    "stop": "stop quit cease discontinue end cancel halt terminate suspend deactivate disable quitting",
    "remove": "remove delete erase drop scrub unenroll discard pull strike purge omit exclude disconnect",
    "tell": "text message msg txt contact email bother call write spam disturb harass sms hit send solicit ping",
    "want": "want wanna wants wanting wish wishing need like care consent agree",
    "not": "dont not never no_longer longer didnt",
    "mensajes": "mensaje mensajes mensajito mensajitos msj msjs msjes mjs texto textos sms spam notificaciones "
    "avisos publicidad propaganda messages text texts texting msg msgs recordatorios",
    "eso": "esto eso estos esos nada cosas",
    "mandar": "mandar mandarme mandarnos enviar enviarme enviarnos escribir escribirme escribirnos molestar "
    "molestarme textear textearme fastidiar fastidiarme joder chingar contactar contactarme llamar llamarme acosar "
    "acosarme insistir insistiendo mandando mandandome enviando enviandome escribiendo escribiendome molestando "
    "molestandome texteando "
    "texteandome llamando",
    "mande": "mande manden mandes mandeme mandenme envie envien envies escriba escriban escribas textee texteen "
    "textees texte texten textes textie textien texties contacte contacten contactes moleste molesten molestes "
    "llame llamen llames fastidien acosen joda jodan chinguen friegue frieguen notifiquen funen fune insistan "
    "insista contactar molestar",
    "manda": "manda mandan mandas envia envian envias escribe escriben escribes textea textean texteas",
    "deje": "pare paren para parar parale parenle paro deje dejen deja dejar dejes basta alto stop suspenda "
    "suspendan cesen cese eviten evite",
    "pare": "pare paren parar parale parenle paro basta alto stop cancelar cancele cancelen cancela cancelo "
    "detener detenga detengan detengo suspender suspenda suspendan terminen suficiente eviten evite corten "
    "corte cortenle "
    "cortele cesen descontinuen descontinue interrumpan interrumpa desactiven desactive",
    "quiteme": "bajenme bajeme bajame excluyanme excluyame desactiveme desactivenme quiteme quitenme quitame "
    "quitenos quitennos saqueme saquenme sacame saquennos borreme borrenme "
    "borrame elimineme eliminenme eliminame remuevame remuevanme remueveme retireme retirenme retirame "
    "desuscribame desuscribanme desinscribame desinscribanme",
    "quitar": "quite quiten quita quitar quitarme quitan sacar sacarme saque saquen saca sacan borran eliminan "
    "remueven borre borren borra borrar borrarme elimine eliminen elimina eliminar eliminarme remueva remuevan "
    "remover removerme retire retiren retira retirar retirarme cancele cancelen cancelar olviden pierda pierdan "
    "tache tachen",
    "lista": "lista listas grupo base sistema contactos directorio registro registros agenda chat cadena",
    "numero": "numero numeros nombre contacto telefono celular cel datos",
    "salir": "salir salirme salgo salga",
    "quiero": "quiero ocupo deseo quisiera queremos autorizo acepto permito necesito pedi solicite interesa "
    "interesan gusta",
    "third": "boss bosses manager supervisor employer landlord job work jefe jefa patron patrona supervisor trabajo "
    "manager gerente foreman wife husband esposo esposa companero",
    "other_ties": "union dues pension insurance schedule shift rota voter voters appointment lease contract class "
    "plan payroll party work roster ballot story stories crew",
    "otros": "trabajo votantes electores espera horario turno sindicato cita contrato vida seguro maternidad "
    "enfermedad partido afiliacion placa carro auto licencia luz historia cuento relato testimonio",
}

YES_ENGLISH = """
    # stop texting me; how do I stop these texts; I want the texts to stop
    <stop> ..3 <messages>
    <stop> ..1 \
        sending|calling|writing|reaching|hitting|blowing|bugging|pestering|bombarding|pinging|stalking|soliciting|\
asking
    ^ ..1 stop i|im|ive|you|u|youre
    ^ ..1 stop this|it|that please|pls|i|im|you|u|now|already
    to|and|please stop these $
    refrain|abstain from ..1 texting|contacting|messaging|sending
    take me out $
    not ..1 interested in ..2 receiving|getting|<messages>
    <not> authorize|authorise|allow|permit|give|want ..3 to <tell> me
    number|name|phone removed|deleted|taken_off
    not texting|messaging|contacting|text|message|contact me|us
    get_rid_of|trash|wipe|discard ..1 my <number>
    say|said|please|again|pls|plz|number|person|so|and stop $
    you|u|this|these|it|yall need|needs|have|has|got|gotta|must|should to? stop $
    stop with
    knock|cut it off|out
    <messages> ..1 stop $
    stop getting|receiving ..2 <messages>|<these>
    want|like|wish|<these>|them to? stop $
    done|finished|tired|sick ..1 with|of|getting|receiving ..2 <messages>
    enough of|with ..2 <messages>
    no more ..2 <messages>
    no more of <these>
    ^ no <messages> please|pls|anymore|thanks|thank|ever|$
    block|report|blocking|reporting|sue you|u
    cancel|end ..2 subscription|membership|enrollment
    enough ..1 <messages>
    please|pls|no no? send ..2 more|<messages>|me|$
    no want|need|like|more ..3 <messages>
    if|when you|u ..2 <tell> me ..2 again
    ^ ..2 unfollow
    want|need ..1 off|out $
    <not> ..2 have|has|gave|give|given ..2 my? permission|consent ..3 $|<messages>|<tell>
    no permission|consent to|for <tell>|<messages>
    not_interested|no_thanks|no_thank_you|wrong_number|wrong_person ..4 stop|remove|unsubscribe|off
    <not>|do_not reach|reaching|follow|following out|up
    dont|do_not|never|not want|need|wanna ..4 <messages>
    keep <messages>|<these> to yourself
    ^ ..2 get|getting ..1 off|out ..3 <list>|<messages>
    how|where ..4 get off|out|removed|rid $|<list>|<messages>|<these>|of_these|of_this|of_your
    how|where ..4 turn ..3 off
    turn ..1 <these>|<messages> off
    blocking|blocked|block you|u|this|these|ur|your ..1 number|num|texts|$
    un|un_ subscribe|suscribe|subscribed
    put|add|place me ..3 not_call|not_contact|not_text|no_call|dnc|block
    block me|my
    asked|told|tell|telling ..1 you|u|yall ..2 stop|quit ..1 $|texting|twice|already|sending|again
    i ..1 said ..2 stop|quit ..1 $|texting|twice|already|sending|again
    never|not|didnt ..1 consented|consent|agreed|agree $|to_this|to_these|to_texts
    take ..1 back my? permission|consent
    next text|message|one|time ..5 report|reporting|sue|lawyer|block|fcc
    report|reported|reporting ..3 junk|spam|fcc|ftc|scam
    no <tell>|texting|messaging me|here|us|this
    turn|shut|switch <these>|<messages>|notifications|alerts off
    turn|shut|switch off ..1 <these>|<messages>|notifications|alerts
    take|get me|us|this ..1 out ..2 of|from your|this|the|ur
    do_not|dont <tell> $
    you|u|yall|guys need|needs|have|has|got|gotta|must|should to? quit|stop $
    dont|do_not|stop hmu
    cancel my|the|all|everything ..1 sign|texts|account|enrollment|alerts
    number|phone ..4 child|kid|daughter|son|minor ..9 not|dont|stop|remove
    ^ ..1 can|could|will|would you|u|yall ..2 stop|quit please|pls|now|it|$
    cancel|cross|scratch|mark|strike me $|off|from|out
    dont|do_not bother texting|messaging|calling|contacting|sending
    end these|those $|now|please|texts
    how|where ..3 i ..1 cancel|unsubscribe|quit|stop $|this|it|these
    not want|need this|these|any_of_this $|anymore|stuff
    dont|do_not|not|never send ..1 more|anymore $|here|to|texts
    opt ..3 out $|please|of_these|of_this|from
    wrong ..1 number|person|num|guy|# ..3 $|stop|dont|remove|please|sorry|bye|take|delete
    you|u|youve|got|have|has|texting|reached the? wrong number|person|num|guy|one|#
    ^ ..1 stop this|that|it is|isnt|aint|not|isn
    what part of stop
    appreciate|like|love|rather|want ..3 taken|removed|off|deleted ..2 $|<list>|off|<messages>
    stop w|with|dat|all_that
    cancel|end my? alerts|notifications|texts|messages|messaging
    word|code|command|text|what ..4 to stop|unsubscribe|end|quit $
    leave my phone|number|line alone
    number|phone|cell ..2 isnt|not|no_longer ..1 hers|his|him|her|mine_anymore
    dont|do_not|not|never|stop ever? hit|hitting|hmu|up my|this line|phone|number
    what|which ..5 text|send|say|reply|type|write|do to stop|quit|unsubscribe|cancel|opt
    # take me off the list; lose my number
    <remove> me|us
    <remove> ..2 from ..2 <list>
    <remove> ..2 number $
    please <remove> it|this|him|her|them $
    exclude|disenroll|unfollow|mute me
    <remove>|lose|loose|forget <my> <number>
    take|get|keep|sign me|us off
    take|get me|us out ..3 <list>
    take|get|keep <my> <number> off|out
    take off <my> <number>
    off ..2 texting? <list>
    <want> off|out ..3 <list>|<messages>|these|this $|please|now|stuff
    let me out of ..2 <list>
    be|been|get removed|deleted|unsubscribed
    <not> <want> to? ..1 on|in ..2 <list>
    <not> <want> to? be? part of <these>
    unlist|unregister|deregister me
    be taken off
    # the words that mean nothing else
    unsubscribe|unsubscribed|unsub|optout
    opt|opting|opted me? out
    revoke|withdraw|rescind ..2 consent|permission
    # do not text me; I don't want your texts
    dont|do_not|never ever? <tell> me|us|this|here|again|anymore|anything|any|another|it
    dont|do_not|never ever? <tell> my <number>
    do not_call|not_contact list
    dont|not|never send|write|text|call|message ..3 <messages>|again|anymore
    <not> <want> ..5 receive|getting|receiving ..3 <messages>|<these>|anything|from
    <not> <want> to? get these|those
    <not> <want> ..3 <messages>
    <not> <want> ..3 be? texted|contacted|messaged|bothered
    prefer|rather not ..3 <messages>|contacted|texted|<these>
    <not> ask|asked|consent|agree|agreed ..1 for|to <these>|<messages>
    <not> <want> ..2 hear ..1 from
    ^ ..2 dont|do_not text|message|contact|bother $
    never|didnt|dont|not sign|signed|enroll|enrolled|register|registered|subscribe|subscribed ..1 up|to? for|to \
        <these>|<messages>|anything
    # go away
    ^ ..3 leave me|us ..3 alone|be|peace
    fuck|screw off
    piss|buzz|bug off
"""
YES_SPANISH = """
    # deje de mandarme mensajes; como paro los mensajes
    <deje> ..1 de ..1 <mandar>|recibir
    <pare> ..4 <mensajes>
    <pare> con|de <eso>
    como dejo de ..2 <mensajes>
    como puedo? cancelar|parar|detener|quitar <eso>
    deje|dejen|dejese ya? de <mensajes>
    ni|ningun un? <mensajes> mas
    desactivar|desactiven|desactive|desactivo|apagar|apago ..2 <mensajes>|numero
    ^ sin <mensajes>
    ya paren|pare|basta|alto|parenle|parale $
    como ..3 para cancelar|salir|salirme|parar|quitarme|borrarme $
    como me quito|borro|saco|salgo ..1 de
    cancela|cancelar|cancele|cancelen|cancelo|anular|anulen|terminar ..2 suscripcion|inscripcion|subscripcion
    basta|harta|harto|cansada|cansado|canse|harte|aburren ..4 <mensajes>
    # ya no me manden; no me escriban
    no|nunca|ni|jamas me|nos|le|lo? vuelva|vuelvan|vuelvas a <mandar>
    no|nunca|ni|jamas me|nos? <mande>
    favor|porfavor|porfa ..2 no|sin <mandar>
    abstenganse|abstengase|eviten|evite|prohibo de? ..2 <mandar>|<mande>
    no es|hace necesario|falta ..2 <mande>
    no|nunca <mandar> ..2 mas|nada|<mensajes>|este|numero
    no me|nos <manda> ..1 mas ..1 <mensajes>|$
    ya no me|nos <manda> ..2 <mensajes>
    no ..2 sigan|sigas|siga|esten|este|estes|anden|ande <mandar>|fregando|jodiendo|chingando|fastidiando
    no ..1 me? lleguen|recibir ..2 <mensajes>
    no mas? <mensajes> mas|ya|$
    nunca|jamas|ya mas ..1 me|nos? <mande>
    no tienen|tiene|tienes mi? permiso|autorizacion|consentimiento
    no ..1 doy|di|dimos|autorizo ..1 permiso|autorizacion|consentimiento ..3 <mande>|<mandar>|<mensajes>|usar
    olvidense|olviden|olvidese|olvidate de? mi|este <numero>
    si me|nos vuelve|vuelven a <mandar>
    ya? me|nos tienen|tiene ..1 harta|harto|hartos|cansada|cansado con|de ..3 <mensajes>
    como|donde ..4 <salir>|quitarme|borrarme|cancelar|desactivar|bloquear ..3 <lista>|<mensajes>|esto|esta|eso
    fin|final a|de|con los|sus|estos|tus? <mensajes>
    renuncio|renunciar a ..2 <mensajes>
    <deje> de ..1 usar ..1 mi <numero>
    anule|anulen|anular|cancele|cancelen|cancelar|desactive* mi|la|esta|esto|eso ..1 $|suscripcion|inscripcion|\
cuenta|mensajes|ya
    que|favor|de ya? me borren|borre|quiten|quite|saquen|saque|eliminen|elimine|remuevan|remueva|retiren|dejen ..1 \
$|de|ya|por|favor
    de borrarme|quitarme|eliminarme|sacarme ..1 $|de|ya|por
    borrelo|quitelo|quitenlo|borrenlo|eliminelo|eliminenlo|saquelo|saquenlo|borrela|quitenla
    no los|lo|les|le|las? manden|mande|envien|envie|escriban|escriba ..1 $|mas|nada|aqui
    que|para ya? no me|nos? lleguen|llegue|manden|escriban|mande|escriba
    <deje> de ..1 hacer ..1 eso|esto ..2 mandar|mensajes
    no autorizo|autorice|permito|quiero ..1 que ..1 usen|usar|tengan ..1 mi <numero>
    no ..1 me hacen|hace|sirven|interesan ..1 falta? ..1 sus|tus|estos|los <mensajes>
    no quiero estar ..1 suscrita|suscrito|inscrita|inscrito|registrada|registrado|apuntada|apuntado
    tachenme|tacheme|desapuntenme|desapunteme|desinscribanme
    vayanse|vayase|largense ..2 molestar|molesten|otro|chingar|$
    detenganse|detengase|callense
    stop no mas
    dije|dijimos ..3 ya_no $
    numero|telefono|celular ..4 otra_persona|hija|hijo|nino|menor|trabajo ..5 no|quiten*|borren* ..2 <mande>|\
<mandar>|$
    cancel* mi numero|nombre $|de_la_lista|de_su_lista|por|ya
    como ..3 para parar|cancelar|quitar|detener|bloquear|apagar esto|eso|estos|$
    numero|telefono|celular no quiere ..2 <mensajes>
    me pueden|puede|podria|podrian|pudieran ..1 borrar|quitar|sacar|eliminar|remover ..1 $|de|por|favor|ya|la_lista
    me quitan|borran|sacan|eliminan|quita|borra|saca ..1 por_favor|favor|porfa|$|de_la|de_su|de_ahi
    no me|nos busquen|busque|hablen|hable|contacten|marquen|marque ..1 mas|nunca|$|otra_vez
    no usen|use|utilicen este|mi numero|telefono
    suspend* mi|la|los|esta suscripcion|mensajes|textos|cuenta
    stop ya ..1 no quiero
    # no quiero mas mensajes
    no me? <quiero> ..3 <mensajes>
    no me? <quiero> ..2 recibir|recibiendo ..3 mas|nada|<eso>|informacion
    no me? <quiero> ..1 que ..3 <mande>
    no pedi|solicite|autorice <eso>|<mensajes>
    no me? <quiero> ..1 informacion $
    dije|digo|pedi|pido ..1 que ..2 pararan|paren|dejaran|dejen|alto|stop
    no me? <quiero> ..3 saber|nada ..1 de|con ustedes
    no mas ..1 <mensajes>
    no me? quiero|deseo estar|seguir en ..2 <lista>
    no <quiero> ser|estar contactado|contactada|contactados|molestado|molestada|parte|miembro
    para ya|de|con ..2 <mensajes>
    bloquear|bloqueo|bloqueare|reportar ..2 numero|los|si|ustedes
    voy|vamos a bloquear|bloquearlos|reportar|reportarlos|denunciarlos
    # quitenme de la lista; borren mi numero
    <quiteme>
    <quitar> ..1 mi|este|ese|mis ..1 <numero>
    <quitar> ..2 de ..2 <lista>
    excluyanme|excluyame|excluir|exclui* ..3 <lista>|<mensajes>|numero
    quite|quiten|quitar|quitarme|saque|saquen|sacar|sacarme de aqui|ahi|ay|esto
    <salir> ..1 de|del ..2 <lista>|mensajes|suscripcion
    desuscribir|desuscribirme|desubscribir|desubscribirme|desinscribir|desinscribirme|unsuscribe|desuscribo
    dar|darme|darse|darnos|dese|deme|dame|denme|denos|doy|quiero|den|dan|da de|la? baja
    de baja ..2 <lista>|mensajes
    baja del servicio
    solicito|pido|tramitar mi|la baja
    no me|nos? incluyan|incluya|agreguen|agregue|metan|meta|pongan|apunten en|a ..2 <lista>|<mensajes>|grupos
    no guarden|tengan|usen|conserven ..1 mi <numero>
    no|dejen|deje ..2 lata|guerra|enfadar|enfadando ..2 $|con|mas
    donde me? cancelo|borro|quito|salgo|doy
    como se? apago|apaga|quita|quito|cancela|desactiva ..2 $|esto|eso|<mensajes>
    bajen|baje|bajar me|mi ..4 <lista>
    que|k ..2 pongo|poner|mando|mandar|escribo|escribir|texteo|textear|hago|hacer para|pa ..2 \
salirme|salir|parar|paren|cancelar|quitarme|borrarme|manden|lleguen|dejen
    equivocado|equivocada|equivoco|equivocaron|equivocada ..2 de ..1 numero|persona
    numero|persona|telefono equivocado|equivocada|incorrecto ..2 $|no|quiten*|borren*|perdon|disculpe|por|gracias
    esta|estan|estas|anda|andan equivocado|equivocada|equivocados
    este ..1 ya? no es ..2 numero|telefono|celular de
    nunca|no|jamas di|dimos|he_dado mi? permiso|consentimiento|autorizacion
    cero|ningun|ni_un <mensajes>
    # en paz
    deje|dejen|deja ..1 telefono|numero|celular en paz
    deje|dejen|deja|dejeme|dejenme|dejame|dejenos me? en? paz|tranquila|tranquilo|tranquilos|quieto|quieta
    revoco|retiro ..2 consentimiento|permiso|autorizacion
"""
# In the languages that we recognise and do not offer: a person answers those, but a wish to stop must not wait for one.
YES_STRANGERS = """
    # Portuguese: parem de me mandar mensagens; não quero mais receber mensagens
    pare|parem|parar|para|chega de me? ..1 mandar|enviar|mandarem|enviarem ..2 mensagem|mensagens|mensagen
    pare|parem de me? escrever|incomodar|perturbar
    nao ..1 quero|queremos ..2 receber ..2 mensagem|mensagens
    nao ..1 me mande|mandem|envie|enviem|escreva|escrevam ..2 mais
    me tire|tirem|remova|removam da|desta|dessa lista
    # Haitian Creole: sispann voye mesaj ban mwen; pa ekri m ankò
    sispann|rete|kanpe ..1 voye ..3 mesaj|teks
    sispann|rete ..1 ekri|teks ..1 mwen|m
    pa voye ..3 mesaj|teks ..3 anko
    pa ekri|teks ..1 mwen|m ..1 anko
    mwen|m ..1 pa vle ..2 resevwa ..1 mesaj
    # Polish: proszę przestać pisać; nie piszcie do mnie więcej
    przestan|przestancie|przestac ..2 pisac|wysylac|wysyłac
    nie pisz|piszcie|pisac|wysylaj|wysyłaj|wysylajcie|wysyłajcie|wysylac|wysyłac ..2 do_mnie|mi|wiecej
    nie chce|zycze ..4 wiadomosci|smsow|smsy|sms
"""

ASK = """
    fuck|screw you|u|yall|this
    not|isnt ..2 interested $|anymore|at_all|thanks|thank|sorry|please|in_your|in_this|in_these|in_it|but|ok
    how|where|who ..2 you ..1 get ..1 my number|info
    stop or continue|start|go|keep
    <remove>|take ..4 from|off ..2 <list>
    no me|estoy|estamos ..1 interesa|interesado|interesada|interesados
    consiguio|consiguieron|obtuvo|obtuvieron mi numero
    olvide mi numero $
    como salgo|salir de aqui|esto
    too_many|so_many|too_much|unwanted|unsolicited|hate|annoying ..2 <messages>|<these>
    tanto|tantos|demasiado|demasiados|muchos <mensajes>
    why ..1 you|u keep|texting|getting|receiving
    why ..1 i ..1 getting|receiving|get ..1 <these>|<messages>
    por que|q me <manda>
    who|how ..3 gave|got|give ..3 my ..1 number|info|phone|cell
    never|didnt|dont|not sign|signed|enroll|enrolled|register|registered|subscribe|subscribed up? $
    fewer|less|enough_with ..2 <messages>
    text|texting|message ..1 too much
    ^ ..1 no quiero nada $
    menos <mensajes>
    siguen|sigue <mandar>
    ^ ..2 spam $
    ^ ..4 you ..2 keep|going_to_keep <messages> me
    dont|no know|recognize|conozco|reconozco ..1 this|este number|numero
    donde|como|quien ..3 saco|sacaron|dio|dieron|consigui* ..2 mi numero|telefono|informacion
    porque me <manda>
    nunca|no|jamas me inscribi|suscribi|registre|apunte
"""
# No texts at some hour, or about something: less than everything, so that we ask, however sure the words sound.
LIMITED = """
    dont|do_not|not text|message|call|contact|txt me|us? ..3 now|while|work|night|nights|tonight|before|after|during|\
today|until|late|early|mornings|weekends|sundays|sunday|past
    only|just text|message|txt|call me ..2 in|on|during|after|before|at
    no me|nos? <mande> ..1 <mensajes>? ..2 ahorita|ahora|mientras|cuando|de_noche|de_dia|tan_*|en_la_noche|\
en_las_noches|por_la_noche|a_esta_hora|a_estas_horas|los_domingos|en_el_trabajo|hasta|tarde|temprano|hoy|manana|\
despues|antes
"""
FOR_GOOD = listed("again anymore ever never mas nunca jamas stop")
TOPIC = """
    not|isnt|never|dont ..2 interested|care|into|do ..1 in|about? ..2 politics|political|politicians|voting|vote|\
elections|election|union|campaigns|campaign
    no me|nos interesa|interesan|gusta|gustan|importa|importan ..2 politica|politicos|elecciones|votar|voto|union|\
sindicato|campanas|eso_de_la_politica
    politica|elecciones|votar ..2 no me|nos interesa|interesan|gusta|importa
"""
# The same words about something else: "take me off the schedule", "opt out of the pension plan".
ELSEWHERE = """
    me|nos|lo|la|le|los|las|a quieren|van_a|piensan|iban_a|quiere|va_a|iba_a|quisieron|querian dar de baja
    dieron|dio|amenaz* ..2 de baja
    amenaz* ..2 darme|darnos|darlo|darla de baja
    off|from|out|unsubscribe|remove|removed ..4 <other_ties>
    <tell>|<mande>|<mandar>|call|calling|llamen|send|tell ..1 a|al|to? my|mi|mis|the|el|la <third>
    <tell>|<mande>|<mandar>|send|sending ..3 to|a|al|at ..2 obra|trabajar|casa|house|email|correo|mail|old|viejo
    text|texto|textos|mensaje|mensajes|texting is|are|es ..1 better|best|mejor|ok|fine|good
    instead|mejor ..2 text|texto|mensaje|escrib*|mande|mandeme
    text|texto|mensaje|escrib* ..1 instead|mejor
    call|calling|llame|llamen|llames ..3 text|escribame|mandeme me|$|por|un|instead|only
    took|they|he|she ..3 off
    ^ am|is|are|was i|we|my off|on|removed|deleted
    leave me|us alone with
    sacame|saqueme|saquenme|saquennos|sacanos de este|esta|esa|ese|la|el rancho|casa|finca|sotano|cuarto|trabajo|lugar
    no ..1 me|nos detengan|detenga
    erase|delete|remove ..2 my ..1 data|info|information
    borr*|eliminen|elimine ..2 mis|mi ..1 datos|informacion
    i unsubscribed|opted from
    from email|emails|netflix
    llame|llamen|llames|call & revisa|revise|checa|checks|hits|pega|golpea|matar|kill
    <quiteme>|<quitar> la|el|los|las multa|deuda|horas|hora|turno|descanso|seguro|renta|impuestos|llanta
    recibir ..2 cheque|pago|beneficios
    send|sends|sending me|us ..1 home|early|my|pay|check|stubs
    they dont|didnt|wont send
    typed|put|gave|entered|wrote|sent|puse|di|dieron|dio|escribi|marque ..3 wrong|equivocad*
    wrong|equivocado|equivocada ..3 que|i ..2 meant|dieron|dio|me_dio|puse|gave|put
    wrong person|number ..2 got|my_check|paid|is|for
    equivoc* ..2 al|en|con|cuando
    direccion|cheque|respuesta|nombre|talon|cantidad|hora|horas|opcion ..3 equivocad*|incorrect*
    wrong ..1 day|answer|button|address|rate|name|date|time|zip|amount
    pay|paid|pays|check|amount|rate ..4 wrong
    opt|opted|opting ..1 out of ..2 overtime|workers|comp|benefits|health|medical|direct|deposit|arbitration|class|\
lunch|breaks|shift|shifts|tips
    off sundays|saturdays|mondays|weekends|nights|overtime|that_shift|shift|the_shift
    <quitar>|<quiteme>|<salir>|baja|lista ..4 <otros>
    cancelar|anular ..3 partido|votante|registro_de|cita
    <mande> al|en ..1 trabajo|oficina
    <mande>|<mandar> ..2 cheque|pago|dinero|w2|talon|correo
    mensajes|textos|texts|messages ..1 de|from ..1 mi|my jefe|patron|boss|manager|supervisor
"""
# Somebody who wants texts, or would rather have them than calls.
WANTS_TEXTS = """
    # What others are to stop doing: slogans, and what somebody tells of a boss.
    deje|dejen|paren|basta ..1 de descont*|rob*|deport*|separ*|abusar*|explotar*|cobrar*|despedir*
    harassing|bothering|hurting|killing|robbing|cheating the? workers|people|families|women|kids|immigrants
    no|dont|not ..1 me? call|calling|llame|llamen|llames ..5 text|escribame|escribeme|mandeme|textee|message me|\
mejor|instead|is|only|$
    no|dont|not ..1 me? call|calling|llame|llamen|llames ..4 mejor|por_texto|por_mensaje|por_escrito
    ^ yo|i|si|yes|ok|me|also? quiero|want|like|love|gusta|gustan|gustaria|encanta to? recibir|receive|get|getting|\
receiving
    ^ yo|si|a_mi? me? quiero|gusta|gustaria|encanta que me <mande>
    ^ hola|gracias|perdon|oiga|favor|por_favor|porfa? no me|nos|lo|la vayan_a|vaya_a? \
borren|borre|borrar|quiten|quite|quitar|saquen|saque|sacar|eliminen|elimine|eliminar|remuevan ..1 \
$|por|porfa|favor|todavia|aun|de
    dont|not|never want|wanna|wish|plan to? stop|quit getting|receiving|hearing
    ^ what happens|would_happen if|when i|we|you ..1 text|reply|send|say|type|write|put ..1 stop|quit|end|cancel|alto \
$|do|does|will|can|am|is
    ^ que pasa|pasaria si|cuando ..1 escribo|pongo|mando|digo|respondo|contesto ..1 stop|alto|baja|cancelar|parar \
$|me|ya|pierdo|sigo
    take|taken me|us off ..1 nights|weekends|sundays|saturdays|mondays|doubles|overtime $|please|pls|thanks
    <quiteme> de los|las|el domingos|sabados|lunes|viernes|noches|dobles|fines|fin
    no|tampoco ..1 me|nos? molesta|molestan|importa ..1 $|que|recibir|los|las|sus
    texts|messages|it|they|that dont|doesnt bother|mind
    i|we dont mind
    ^ si|favor|por_favor|porfa|hola|mejor? mandeme|mandenme|mandame|envieme|envienme|enviame|escribame|escribanme|\
escribeme|texteame|texteeme|texteenme|\
textieme|textiame|aviseme|avisenme|avisame|recuerdeme|recuerdenme|informeme|informenme
    me|nos pueden|puede|podria|podrian mandar|enviar|escribir|textear|avisar
    ^ si|favor|por_favor|porfa|pueden|puede? sigan|sigue|siga|seguir <mandar>|con|informando|informandome|asi
    ^ please|pls|yes|ok|just|you|u|can|could|may? you|u|can|could|may? send|text|message me the|your|when|info|\
messages|\
updates|texts|here|tomorrow|about|later|if|on|at|reminders|more
    ^ you|u can|may|could text|message|send|keep
    ^ please|pls|yes|ok? keep texting|sending|em|them|messaging|me
"""
NEGATORS = listed("dont not never wont cant without if no nunca sin ni")
TRANSPARENT = listed(
    "ever please want to me us wish need going just do que me nos lo los le les se por favor quiero quisiera vayan vaya"
)
SOMEBODY = listed(
    "he she they boss bosses manager supervisor owner employer foreman coworker landlord company husband wife ex "
    "police jefe jefa jefes patron patrona patrones mayordomo supervisora gerente manayer dueno duena contratista "
    "companero ellos compania empresa esposo marido novio policia"
)
REPORTING = listed(
    "said says say told tells tell asked asks wont keeps keep get make how cant doesnt quiero quisiera when "
    "while if can dijo dijeron dice dicen "
    "pidio pide sigue siguen no quiere quieren puede"
)

# Before a last "stop" these make it no command: the bus stop, we can't stop.
NO_COMMAND = listed(
    "de el un la en bus the a last next first second my this that our each every to not dont cant wont never "
    "i we non full truck "
    "train rest pit one whistle short its until or work strike can should could must will did didnt shuttle school "
    "big nearest closest nearby where which"
)
PLEADING = listed("please pls plz favor")  # said to us, not told about somebody

# Too short to be corrected without being named.
SHORT = listed(
    "stop stopall cancel remove texting message sending delete revoke contact cancele quiteme quiten quitar "
    "quiero saqueme saquen borreme borren eliminen escriban escriba manden mande dejen envien envie molesten "
    "textos numero lista quitame recibir parar basta alto"
)
# Close to an opt-out word, and another one.
OTHERS = listed(
    "top sop sto tops shop step spot ato alo alt alot lto cance move lit lisa lita made mane mades dejes deben "
    "pasar numeros bata asto basto hasta salta alta pasta text txt mesa dejan mandan envian escriben borran "
    "eliminan cancela contract contacto contactos quien quienes quita quites quise quitan molestan "
    "escribe contato "
    "recibi recibo recibio reciba reciban mandar molestar escribir enviar eliminar borrar removed deleted "
    "stopped cancelled"
    " loss notice received"
)
TYPOS = {
    "st0p": "stop",
    "estop": "stop",
    "stahp": "stop",
    "stp": "stop",
    "sotp": "stop",
    "qiut": "quit",
    "quti": "quit",
    "q": "que",
    "k": "que",
    "x": "por",
    "d": "de",
    "aki": "aqui",
    "ay": "ahi",
    "yall": "you",
    "u": "you",
    "ur": "your",
    "mesages": "messages",
    "tex": "text",
    "texs": "texts",
    "textes": "texts",
    "tekstien": "textien",
    "tekteen": "texteen",
    "rmv": "remove",
    "staph": "stop",
    "teksteen": "texteen",
}
