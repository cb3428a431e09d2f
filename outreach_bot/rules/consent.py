"""Who has told us to stop, and who has asked to come back: exact carrier words, and plain English and Spanish.

47 CFR 64.1200(a)(10) honours "any reasonable method" of saying it and names stop, quit, end, revoke, opt out, cancel
and unsubscribe as always enough. So clear wording counts at once, and where a reasonable reader would be unsure we ask.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from .folding import fold
from .phrases import Phrases, Words, clauses, heard, joined, listed, misspellings

OptOut = Literal["yes", "ask", "no"]
CarrierWord = Literal["STOP", "START", "HELP"]

# Twilio's defaults (its page on Advanced Opt-Out): it acts on these by itself, and answers them by itself.
STOP_WORDS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT"})
START_WORDS = frozenset({"START", "YES", "UNSTOP"})
HELP_WORDS = frozenset({"HELP", "INFO"})

# YES is missing on purpose: it answers many questions, and consent is never an ordinary reply.
_OPT_IN = listed(
    "start|unstop|resubscribe|subscribe|subscribe me|opt in|optin|opt me in|rejoin|start again|"
    "start texting me again|text me again|sign me up again|comenzar|empezar|iniciar|reanudar|reiniciar|suscribir|"
    "suscribirme|reactivar|volver a empezar|empezar de nuevo|comenzar de nuevo|quiero volver a recibir mensajes|"
    "quiero recibir mensajes otra vez",
    "|",
)

# Words that change nothing: politeness and haste.
_FILLER = listed(
    "please pls plz plse thanks thank thx ty you u ok okay k hey hi hello yes yeah so much very kindly sorry sir "
    "maam and god bless now asap just immediately today already have a good day nice all the best lol omg nah nope "
    "bro dude man ugh wtf damn seriously really would could will por favor porfa porfavor porfis gracias muchas "
    "mil ya hola buenos buenas dias tardes noches disculpe disculpen perdon senor senora dios los le les la "
    "bendiga bendiciones si ahora mismo inmediatamente todo todos y que xfa entonces pues oye oiga oigan miren "
    "mire senorita joven hombre"
)
# What else may surround a word that cannot be mistaken: "I told you to stop this".
_INSISTING = listed(
    "i said told ya to it this these that reply text send word means mean again es esto digo dije the de favor"
)
_UNMISTAKABLE = frozenset({"stop", "stopall", "unsubscribe", "alto"})

# Whole messages, filler taken away.
_WHOLE_YES = listed(
    "quit|end|cancel|revoke|opt out|optout|opting out|opt me out|i opt out|unsub|cease|cease desist|desist|"
    "discontinue|remove|remove me|delete me|take me off|take off|drop me|quit it|end this|end texts|cancel this|"
    "no texts|no texting|make stop|make it stop|stop everything|can stop|could stop|would stop|how do i stop|"
    "how can i stop|how to stop|leave me alone|leave us alone|go away|enough is enough|fuck off|f off|fuck|"
    "piss off|bug off|get lost|block me|dont want this|i dont want this|i dont want these|do not disturb|dnd|"
    "do not text|dont text me|do not contact|parar|pare|paren|parale|parenle|basta|cancelar|cancele|cancelen|"
    "cancela|quiero cancelar|baja|salir|me quiero salir|quiero salirme|quiero parar|detener|detenga|detengan|estop|"
    "desistir|anular|revocar|suspender|desuscribir|no molestar|larguense|largate|vayanse|eliminar|eliminarme|"
    "retirar|retirarme|quitar|no mensajes|no textos|como me salgo|como paro|como cancelo|dejen de joder",
    "|",
)
_WHOLE_ASK = listed(
    "wrong|wrong number|wrong person|not interested|im not interested|i am not interested|no longer interested|"
    "nope not interested|no more|enough|out|exit|leave|i want out|not me|not my number|i dont know you|im out|"
    "im done|not for me|end it|who is this|remove this|f|equivocado|equivocada|no me interesa|no estoy interesado|"
    "no estoy interesada|no interesa|fuera|terminar|finalizar|cancelacion|renuncio|desactivar|ya dejen|no mas|"
    "no quiero mas|suficiente|quiero salir|no soy yo|me salgo|como salgo|como salgo de aqui|remover|no molestes|"
    "deje|dejen",
    "|",
)
# Enough as a whole message, everyday words beside others.
_ORDINARY = listed(
    "quit end cancel cease desist remove baja salir parar pare paren basta cancelar cancele cancela detener"
)
# A question's answer by themselves, clear with "please".
_TIRED = frozenset({"no more", "no mas", "enough", "suficiente", "no quiero mas"})
# Whole messages as they stand: here the polite word decides.
_WITH_FILLER: dict[str, OptOut] = {
    "enough already": "yes",
    "no mas gracias": "yes",
    "no more thanks": "yes",
    "ya no mas": "yes",
    "ya estuvo": "ask",
    "ya no": "ask",
    "ya no quiero": "ask",
    "ya no quiero mas": "yes",
    "ya no me interesa": "ask",
}

_LISTS = {
    "messages": "text texts texting txt txts txting msg msgs message messages messaging sms spam spamming "
    "notifications communications communication contact contacting bothering annoying harassing harassment blasts "
    "emails",
    "these": "these this those that it stuff thing things shit crap",
    "list": "list lists database contacts records directory distribution mailing group chat thread",
    "number": "number numbers phone cell info name contact data information num #",
    "my": "my this our the",
    "stop": "stop quit cease discontinue end cancel halt",
    "remove": "remove delete erase drop scrub unenroll discard",
    "tell": "text message msg txt contact email bother call write spam disturb harass sms hit send",
    "want": "want wanna wants wanting wish wishing need like care consent agree",
    "not": "dont not never no_longer longer didnt",
    "mensajes": "mensaje mensajes mensajito mensajitos msj msjs msjes mjs texto textos sms spam notificaciones "
    "avisos publicidad propaganda messages text texts texting msg msgs recordatorios",
    "eso": "esto eso estos esos nada cosas",
    "mandar": "mandar mandarme mandarnos enviar enviarme enviarnos escribir escribirme escribirnos molestar "
    "molestarme textear textearme fastidiar fastidiarme joder chingar contactar contactarme llamar llamarme acosar "
    "acosarme mandando mandandome enviando enviandome escribiendo escribiendome molestando molestandome texteando "
    "texteandome llamando",
    "mande": "mande manden mandes mandeme mandenme envie envien envies escriba escriban escribas textee texteen "
    "textees texte texten textes textie textien texties contacte contacten contactes moleste molesten molestes "
    "llame llamen llames fastidien acosen joda jodan chinguen friegue frieguen notifiquen",
    "manda": "manda mandan mandas envia envian envias escribe escriben escribes textea textean texteas",
    "deje": "pare paren para parar parale parenle paro deje dejen deja dejar dejo dejes basta alto stop suspenda "
    "suspendan",
    "pare": "pare paren parar parale parenle paro basta alto stop cancelar cancele cancelen cancela cancelo "
    "detener detenga detengan detengo suspender suspenda suspendan terminen suficiente eviten evite",
    "quiteme": "quiteme quitenme quitame quitenos quitennos saqueme saquenme sacame saquennos borreme borrenme "
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
    "other_ties": "union dues pension insurance schedule shift rota voter voters appointment lease contract class "
    "plan payroll party work roster ballot",
    "otros": "trabajo votantes electores espera horario turno sindicato cita contrato vida seguro maternidad "
    "enfermedad partido afiliacion placa carro auto licencia luz",
}

_YES = Phrases(
    """
    # stop texting me; how do I stop these texts; I want the texts to stop
    <stop> ..3 <messages>
    <stop> ..1 \
        sending|calling|writing|reaching|hitting|blowing|bugging|pestering|bombarding|pinging|stalking|soliciting|asking
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
    <want> off|out ..3 <list>|<messages>|<these>
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
    fuck|screw off|you|u|yall
    piss|buzz|bug off
    # deje de mandarme mensajes; como paro los mensajes
    <deje> ..1 de ..1 <mandar>|recibir
    <pare> ..4 <mensajes>
    <pare> con|de <eso>
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
    siguen|sigue|sigan <mandar>
    no ..1 me? lleguen|recibir ..2 <mensajes>
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
    dar|darme|darse|darnos|dese|deme|dame|denme|denos|doy|quiero|den de|la? baja
    de baja ..2 <lista>|mensajes
    baja del servicio
    solicito|pido|tramitar mi|la baja
    # en paz
    deje|dejen|deja|dejeme|dejenme|dejame|dejenos me? en? paz|tranquila|tranquilo|tranquilos|quieto|quieta
    revoco|retiro ..2 consentimiento|permiso|autorizacion
    """,
    _LISTS,
)
_ASK = Phrases(
    """
    wrong ..1 number|person|num|guy|#
    not|isnt ..2 interested
    how|where|who ..2 you ..1 get ..1 my number|info
    dont|do_not|not text|message|call|contact me ..3 now|while|work|tonight|before|after|during|today|until|late|early
    stop or continue|start|go|keep
    <remove>|take ..4 from|off ..2 <list>
    equivocado|equivocada|equivoco|equivocados ..2 numero|persona
    numero|esta|estan|telefono|persona ..2 equivocado|equivocada|equivocados|incorrecto
    no me|estoy|estamos ..1 interesa|interesado|interesada|interesados
    consiguio|consiguieron|obtuvo|obtuvieron mi numero
    olvide mi numero
    como salgo|salir de aqui|esto
    too_many|so_many|too_much|unwanted|unsolicited|hate|annoying ..2 <messages>|<these>
    tanto|tantos|demasiado|demasiados|muchos <mensajes>
    why ..1 you|u keep|texting|getting|receiving
    why ..1 i ..1 getting|receiving|get ..1 <these>|<messages>
    por que|q me <manda>
    nunca|no|jamas me inscribi|suscribi|registre|apunte
    """,
    _LISTS,
)

# The same words about something else: "take me off the schedule", "opt out of the pension plan".
_ELSEWHERE = Phrases(
    """
    off|from|out|unsubscribe|remove|removed ..4 <other_ties>
    <quitar>|<quiteme>|<salir>|baja|lista ..4 <otros>
    cancelar|anular ..3 partido|votante|registro_de|cita
    <mande> al|en ..1 trabajo|oficina
    <mande>|<mandar>|<mensajes> ..2 cheque|pago|dinero|w2|talon|correo
    mensajes|textos|texts|messages ..1 de|from ..1 mi|my jefe|patron|boss|manager|supervisor
    """,
    _LISTS,
)
_NEGATORS = listed(
    "dont not never wont cant without if no nunca sin ni"
)
_TRANSPARENT = listed(
    "ever please want to me us wish need going just do que me nos lo los se por favor quiero quisiera vayan vaya"
)
_SOMEBODY = listed(
    "he she they boss bosses manager supervisor owner employer foreman coworker landlord company husband wife ex "
    "police jefe jefa jefes patron patrona patrones mayordomo supervisora gerente manayer dueno duena contratista "
    "companero ellos compania empresa esposo marido novio policia"
)
_REPORTING = listed(
    "said says say told tells tell asked asks wont keeps cant doesnt when while if can dijo dijeron dice dicen "
    "pidio pide sigue siguen no quiere quieren puede"
)

# Before a last "stop" these make it no command: the bus stop, we can't stop.
_NO_COMMAND = listed(
    "bus the a last next first second my this that our each every to not dont cant wont never i we non full truck "
    "train rest pit one whistle short its until or work strike can should could must will did didnt shuttle school "
    "big nearest closest nearby where which"
)
_PLEADING = listed(
    "please pls plz favor"
)  # said to us, not told about somebody

_TYPOS = misspellings(
    "stop stopall unsubscribe unsubscribed cancel remove texting messages message sending delete revoke contact "
    "cancelar cancelen mensajes mensaje suscripcion quiteme quitenme quiten quitar quiero saqueme saquenme saquen "
    "borreme borrenme borren eliminen eliminar elimineme eliminenme escriban escriba escribirme manden mande "
    "mandarme dejen envien envie enviarme molesten molestar textos numero lista desuscribir desuscribirme "
    "equivocado quitame quiteme recibir parar basta alto",
    except_="top sop sto tops shop step spot ato alo alt alot lto cance move lit lisa lita made mane mades dejes deben"
    " pasar numeros bata asto basto hasta salta alta pasta text txt mesa dejan mandan envian escriben borran "
    "eliminan cancela contract contacto contactos quien quienes quita quites quise quitan molestan escribe contato "
    + " ".join(_LISTS.values()),
) | {
    "st0p": "stop",
    "stahp": "stop",
    "stp": "stop",
    "sotp": "stop",
    "qiut": "quit",
    "quti": "quit",
    "q": "que",
    "k": "que",
    "ke": "que",
    "x": "por",
    "d": "de",
    "aki": "aqui",
    "ay": "ahi",
}

_ANCHORS = _YES.anchors | _ASK.anchors | _UNMISTAKABLE


def carrier_word(text: str) -> CarrierWord | None:
    """The keyword that Twilio acts on by itself: the whole message, any case, blanks around it ignored. "STOP please"
    is none. While Twilio's own answers are on, a message for which this is not None must not be answered by us."""
    word = text.strip().upper()
    if word in STOP_WORDS:
        return "STOP"
    if word in START_WORDS:
        return "START"
    return "HELP" if word in HELP_WORDS else None


def opt_in(text: str) -> bool:
    """Whether the whole message asks to receive texts again, in either language. Never true for YES."""
    return fold(text) in _OPT_IN or joined(w for w in heard(text) if w not in _FILLER).rstrip() in _OPT_IN


def opt_out(text: str) -> OptOut:
    """Whether this message asks us to stop, in English or Spanish, misspelt or not.

    yes: stop everything, now. ask: unsure; ask once and hold all other texts meanwhile. no: it says something else.
    """
    words = _spelt(heard(text))
    if len(words) > 8 and _ANCHORS.isdisjoint(words):
        return "no"
    whole = _whole(words)
    if whole != "no" or _ANCHORS.isdisjoint(words):
        return whole
    pieces = [_spelt(piece) for piece in clauses(text)]
    verdicts = {_phrase(piece) for piece in pieces} | {_among_others(piece) for piece in pieces if len(pieces) > 1}
    if "yes" in verdicts:
        return "yes"
    return "ask" if "ask" in verdicts or _phrase(words) != "no" else "no"


def _spelt(words: Sequence[str]) -> Words:
    return [_TYPOS.get(word, word) for word in words]


def _whole(words: Words) -> OptOut:
    """What the words say when they are everything the person wrote."""
    if len(words) > 12:
        return "no"
    as_written = _WITH_FILLER.get(" ".join(words))
    if as_written:
        return as_written
    core = _core(words)
    if _insists(core):
        return "yes"
    said = " ".join(core)
    if said in _WHOLE_YES or (said in _TIRED and not _PLEADING.isdisjoint(words)):
        return "yes"
    return "ask" if said in _WHOLE_ASK else "no"


def _among_others(words: Words) -> OptOut:
    """What one clause says beside others: "Stop. You have texted me for weeks", but "cancel, they said" is unsure."""
    core = _core(words)
    said = " ".join(core)
    if _insists(core):
        return "yes"
    if said in _WHOLE_YES:
        return "ask" if said in _ORDINARY and _PLEADING.isdisjoint(words) else "yes"
    return "no"


def _core(words: Words) -> Words:
    return [word for word in words if word not in _FILLER]


def _insists(core: Words) -> bool:
    """ "I said stop this": one unmistakable word, and nothing that could turn it into something else."""
    return not _UNMISTAKABLE.isdisjoint(core) and _INSISTING.union(_UNMISTAKABLE).issuperset(core)


def _phrase(words: Words) -> OptOut:
    """What a sentence says that may hold an opt-out somewhere inside."""
    if _ELSEWHERE.find(words):
        return "no"
    if _commands_stop(words):
        return "yes"
    wanted = _YES.find(words)
    found = wanted or _ASK.find(words)
    if not found or _negated(joined(words)[: found.start()].split()):
        return "no"
    so_far = joined(words)[: found.end()].split()
    if not _SOMEBODY.isdisjoint(so_far) and _PLEADING.isdisjoint(so_far):
        return "ask" if _REPORTING.isdisjoint(so_far) else "no"
    return "yes" if wanted else "ask"


def _commands_stop(words: Words) -> bool:
    """A short sentence that ends in "stop", but not "the bus stop"."""
    if words[-1] != "stop" or not 1 < len(words) < 8:
        return False
    return _NO_COMMAND.isdisjoint((words[0], words[-2])) and _SOMEBODY.isdisjoint(words)


def _negated(before: Words) -> bool:
    """ "please don't" stop, "no dejen" de mandarme: only words that change nothing stand between."""
    for word in reversed(before):
        if word in _NEGATORS:
            return True
        if word not in _TRANSPARENT:
            return False
    return False
