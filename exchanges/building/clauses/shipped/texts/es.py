"""Spanish: the full words of each clause, for reading. Nobody has reviewed them yet."""

AGREEMENT: dict[str, str] = {
    "parties": """\
El presente Acuerdo se celebra entre {cluster} («el Clúster») y {visitor} («el Visitante»). El \
Visitante está representado en el intercambio por {representative}.
El Clúster actúa como socio de {programme} en virtud del acuerdo de subvención {grant_number} \
celebrado con la Unión Europea y, mediante el presente Acuerdo, transfiere una parte de esa \
subvención.""",
    "subject": """\
El Clúster apoya el intercambio {exchange} del Visitante en {host} ({host_place}) con una \
única cantidad a tanto alzado como contribución a los gastos de viaje y alojamiento.
El contenido del intercambio resulta del Commitment to Quality {commitment}, firmado por las \
cuatro partes (anexo I). La huella digital (SHA-256) del texto firmado es {commitment_sha256}.
En materia económica prevalece el presente Acuerdo; en cuanto al contenido de la estancia, el \
Commitment.""",
    "period": """\
El presente Acuerdo entra en vigor con la firma de la segunda de las partes, que debe \
producirse antes del primer día de la estancia. Un texto firmado por una sola de las partes no \
obliga a nadie.
La estancia dura del {first_day} al {last_day} y comprende {working_days} días laborables. Los \
días de viaje no se cuentan.
El Acuerdo termina cuando ambas partes han cumplido sus obligaciones. Las cláusulas \
{clause_reduction}, {clause_records}, {clause_audits} y {clause_data} siguen siendo aplicables \
con posterioridad.""",
    "amount": """\
La cantidad a tanto alzado asciende a {amount} ({amount_in_words}).
Se calcula a partir del límite máximo fijado para el país del anfitrión, del número de días \
laborables y de la distancia entre las dos organizaciones, tal como muestra línea por línea el \
anexo II.
Es una cantidad única para la organización visitante, cualquiera que sea el número de personas \
que viajen y cualesquiera que sean los gastos reales. No se aumenta si los gastos son \
superiores.""",
    "payment": """\
El Clúster efectúa un solo pago, en euros, dentro de los {payment_days} días siguientes a la \
finalización del intercambio, es decir, una vez que se hayan validado los informes finales y \
consten en el expediente los justificantes previstos en la cláusula {clause_evidence}. No se \
abona ningún anticipo.
El pago se realiza en la cuenta de {account_holder}, IBAN {account} (mostrado en parte; el \
número completo se conserva en el formulario bancario, anexo IV, al que solo tiene acceso el \
responsable financiero).
Hasta que ambas partes hayan firmado, la cuenta solo se cambia en el portal y, en ese caso, se \
firma una nueva versión del presente Acuerdo. El Clúster no acepta en ningún caso un cambio de \
cuenta por correo o por teléfono. Cada parte asume los gastos que cobre su propio banco.""",
    "evidence": """\
El Visitante presenta a través del portal, dentro de los {report_days} días siguientes al \
último día:
- la prueba del viaje, como billetes o tarjetas de embarque con nombre y fecha
- la prueba del alojamiento, como una factura o una reserva cuya utilización esté confirmada
- su informe final; el informe final del anfitrión y la confirmación de presencia (anexo III) \
los presenta el anfitrión""",
    "reduction": """\
La cantidad a tanto alzado se debe por una estancia realizada conforme a lo acordado. Si se \
han completado menos días laborables, la cantidad se calcula de nuevo para los días \
completados, con arreglo a las mismas reglas y los mismos baremos: menos de {full_sum_days} \
días laborables dan derecho a la mitad del límite máximo, y una estancia de menos de \
{shortest_stay_days} días laborables no da derecho a cantidad alguna.
Si una causa de fuerza mayor, documentada por el Visitante, ha puesto fin a una estancia ya \
iniciada, sigue debiéndose la cantidad correspondiente a la estancia de duración mínima.
No se debe nada si la estancia no ha tenido lugar, si el informe o los justificantes siguen \
faltando tras un recordatorio por escrito con un plazo de 14 días, o si era falsa una \
declaración en la que se basa el presente Acuerdo.
Lo pagado indebidamente se devuelve en un plazo de 30 días a partir de una solicitud motivada, \
una vez que el Visitante haya dispuesto de 14 días para formular observaciones.""",
    "funding": """\
El Visitante declara que ninguna otra financiación con cargo al presupuesto de la Unión \
Europea cubre el mismo viaje y el mismo alojamiento, y avisa de inmediato al Clúster si esta \
situación cambia.
Los gastos que excedan de la cantidad a tanto alzado y todos los gastos distintos de los de \
viaje y alojamiento corren a cargo del Visitante.
El Visitante declara la cantidad a su administración tributaria cuando su legislación así lo \
exija. La cantidad constituye una ayuda y no un precio; se paga sin impuesto sobre el valor \
añadido.""",
    "conduct": """\
El Visitante lleva a cabo el intercambio de buena fe y conforme al Commitment, a la ley y a \
los valores y principios éticos de la Unión Europea, y no discrimina a nadie.
Cada parte evita las situaciones en las que vínculos familiares, intereses económicos u otros \
intereses compartidos puedan influir en sus decisiones sobre el presente Acuerdo y, si se \
producen, las comunica de inmediato. La persona afectada no toma ninguna decisión al respecto.""",
    "liability": """\
El Visitante asegura a su representante para el viaje y la estancia y así lo declara en el \
portal antes del primer día. La cantidad a tanto alzado no cubre ninguna prima de seguro como \
concepto aparte.
El Clúster, los demás socios, la agencia y la Unión Europea no responden de los daños que el \
Visitante o su representante sufran o causen en relación con el intercambio, salvo que la ley \
prohíba tal exclusión.""",
    "reports": """\
El Visitante presenta su informe final en el portal dentro de los {report_days} días \
siguientes al último día. El Clúster lo valida en un plazo de {validation_days} días o lo \
devuelve indicando el motivo; en este último caso, el Visitante lo completa.
Durante un máximo de dos años, el Visitante responde a preguntas breves del programa sobre los \
resultados.""",
    "visibility": """\
En toda comunicación sobre el intercambio, el Visitante muestra el emblema de la Unión \
Europea, cita la financiación («{funding_line}») y deja claro que el contenido refleja su \
propia opinión. Ningún otro emblema se muestra de forma más destacada.
La Unión Europea y la asociación pueden publicar el nombre del Visitante, el país, el objeto \
del intercambio y el importe de la ayuda, tal como exige la legislación en materia de \
transparencia.""",
    "records": """\
Ambas partes conservan el presente Acuerdo, los justificantes y el comprobante del pago \
durante los cinco años siguientes al último pago de la agencia a la asociación, y durante más \
tiempo mientras esté abierta una auditoría, una reclamación o un procedimiento.
El portal comunica al Visitante cuándo comienza y cuándo termina ese plazo. Los documentos \
electrónicos sellados se consideran originales en la medida en que lo permita la legislación \
aplicable.""",
    "audits": """\
La agencia ({agency}), la Comisión Europea, la Oficina Europea de Lucha contra el Fraude \
(OLAF), el Tribunal de Cuentas Europeo y cualquier persona autorizada por ellos pueden \
controlar la ejecución del presente Acuerdo, sobre la base de documentos o in situ, durante su \
vigencia y durante el plazo previsto en la cláusula {clause_records}. El Visitante les concede \
los mismos derechos que les ha concedido el Clúster.
El Visitante responde a sus requerimientos, también a los que el Clúster formule por cuenta de \
ellos, dentro del plazo fijado, que es de al menos diez días laborables.""",
    "data": """\
Cada parte trata los datos personales del presente Acuerdo de conformidad con el Reglamento \
(UE) 2016/679, únicamente para la ejecución del Acuerdo y para la justificación de la \
subvención, y los protege.
Los datos necesarios para los controles y las auditorías se transmiten a los organismos \
mencionados en la cláusula {clause_audits}. Estos los tratan con arreglo al Reglamento (UE) \
2018/1725. El aviso de privacidad del portal indica los responsables del tratamiento, los \
plazos y los derechos.""",
    "force-majeure": """\
La parte que se vea impedida por un hecho excepcional que no podía prever, que no ha causado y \
que no puede superar con la debida diligencia no incurre en incumplimiento mientras dure ese \
hecho. No son hechos de esta naturaleza la falta de dinero, los retrasos ordinarios en el \
transporte ni los conflictos laborales propios.
Dicha parte lo comunica de inmediato a la otra en el portal, describiendo el hecho, su \
duración probable y sus consecuencias, y hace lo posible por limitar los daños.""",
    "amendment": """\
El presente Acuerdo solo se modifica por escrito, mediante una nueva versión firmada por ambas \
partes en el portal. Ninguna modificación eleva la cantidad por encima del límite máximo del \
anexo II.
La estancia que, antes de comenzar, se desplace como máximo {notice_shift_days} días, con el \
mismo número de días laborables y la misma cantidad, no requiere una nueva versión: el \
Visitante o el anfitrión notifica los nuevos días en el portal, el otro los confirma y se \
informa a ambos clústeres.
Un cambio de la estancia que altere el número de días laborables, el anfitrión o el país \
requiere previamente una nueva versión del Commitment.""",
    "termination": """\
Hasta el primer día, cada parte puede poner fin al presente Acuerdo cancelando el intercambio \
en el portal con indicación del motivo. En tal caso no se debe nada y ninguna de las partes \
está obligada a indemnizar.
El Clúster puede ponerle fin en cualquier momento si el Visitante ha hecho declaraciones \
falsas, si ha incumplido gravemente sus obligaciones y no lo ha subsanado en los 14 días \
siguientes a un aviso por escrito, si ha perdido el derecho a participar o si se pone fin a la \
propia subvención.""",
    "law": """\
El presente Acuerdo se rige por el Derecho de la Unión Europea aplicable a la subvención y, en \
lo demás, por la ley de {law_country}.
En caso de desacuerdo, las partes solicitan primero la mediación del coordinador del programa. \
Si no se llega a un acuerdo en un plazo de 30 días, deciden los tribunales competentes de \
{law_country}.""",
    "signatures": """\
Las partes firman en el portal, primero el Visitante. Cada una confirma su identidad en ese \
momento mediante contraseña, código o clave de acceso, y firma la huella digital (SHA-256) de \
exactamente este archivo. Las partes acuerdan que esta forma es suficiente entre ellas.
El documento firmado {signed_reference} recoge ambas firmas y contiene este archivo. Si se \
prepara una nueva versión antes de que ambas partes hayan firmado, esa versión sustituye a la \
presente, y una firma de la presente versión no vale para la nueva.""",
    "annex-commitment": """\
El Commitment to Quality {commitment}, que han firmado las cuatro partes, forma parte del \
presente Acuerdo. Está archivado en el portal, donde ambas partes pueden abrirlo en cualquier \
momento. La huella digital (SHA-256) del texto firmado es {commitment_sha256}.""",
    "annex-calculation": """\
La cantidad resulta de estas cifras con arreglo a las reglas y los baremos del programa \
aplicables cuando se preparó el presente Acuerdo.""",
    "annex-presence": """\
Después del último día, el anfitrión confirma en el portal en cuáles de los días laborables \
indicados a continuación participó el representante del Visitante. La confirmación se expide \
como documento independiente y se lee conjuntamente con el presente Acuerdo.
Los días laborables confirmados en ella son los días completados a efectos de la cláusula \
{clause_reduction}.""",
    "annex-bank": """\
El Visitante ha indicado esta cuenta en el portal. El número completo se conserva allí con \
acceso restringido.
Si se indica otra cuenta después de las firmas, no se paga nada hasta que dos personas del \
programa la hayan confirmado y se haya informado a la persona conocida con anterioridad.""",
    "annex-sme": """\
El Visitante ha declarado en el portal que es una pequeña o mediana empresa en el sentido de \
la Recomendación 2003/361/CE: emplea a menos de 250 personas, y su volumen de negocios anual \
no excede de 50 millones de euros o su balance general anual no excede de 43 millones de \
euros, computándose las empresas asociadas y vinculadas según lo dispuesto en dicha \
Recomendación.
Si esto ya no es así, el Visitante lo comunica al Clúster antes de firmar.""",
}
COMMITMENT: dict[str, str] = {
    "parties": """\
El presente Commitment se celebra entre el visitante, el anfitrión y el clúster socio de cada \
uno de ellos. Indica cuál es la finalidad del intercambio, qué ocurre cada día y qué aporta \
cada uno.""",
    "changes": """\
Antes de la estancia, el texto solo se modifica mediante una nueva versión que las cuatro \
partes firman de nuevo. Un cambio dentro de la agenda que no altere las fechas, el lugar ni \
los objetivos no requiere una nueva versión: el visitante y el anfitrión lo comunican a ambos \
clústeres en el portal.
Tampoco requiere una nueva versión la estancia que se desplace como máximo {notice_shift_days} \
días, con el mismo número de días laborables: el visitante o el anfitrión notifica los nuevos \
días en el portal y el otro los confirma.
Cada una de las cuatro partes puede cancelar antes del primer día, indicando el motivo en el \
portal. La única visita presencial del visitante vuelve entonces a quedar disponible.
Si hay que interrumpir la estancia, el visitante o el anfitrión, según a quién afecte, avisa a \
los demás el mismo día. El clúster socio del visitante registra el motivo y los días \
completados; el visitante y el anfitrión informan al respecto.
Si el visitante o el anfitrión no puede cumplir lo prometido a causa de un hecho que no podía \
prever ni impedir, no incurre en incumplimiento mientras dure ese hecho, siempre que lo \
comunique de inmediato.""",
    "data": """\
El portal conserva los nombres, las funciones y los datos de contacto de quienes actúan por \
las cuatro partes, con el fin de llevar a cabo el intercambio y de justificar la subvención. \
La base jurídica es el presente Commitment y la obligación del programa de informar a la Unión \
Europea. El aviso de privacidad del portal indica los responsables del tratamiento, los plazos \
y los derechos de acceso, rectificación y oposición.
El anfitrión y el visitante utilizan los datos personales que obtengan el uno del otro \
únicamente para este intercambio, los protegen y los suprimen cuando ya no sean necesarios \
para él.
La agencia y los organismos de la Unión Europea facultados para controlar la subvención pueden \
examinar el presente Commitment y los informes.""",
    "reporting": """\
El visitante y el anfitrión redactan cada uno un informe final en el portal dentro de los \
{report_days} días siguientes al último día, también cuando la estancia se haya interrumpido. \
En él reproducen los resultados de la sección {clause_outcomes} e indican cuáles se han \
alcanzado.
El anfitrión confirma en qué días participó el visitante. El clúster socio del visitante \
valida el informe del visitante y el clúster socio del anfitrión, el del anfitrión.
La documentación del intercambio se conserva durante los cinco años siguientes al último pago \
de la agencia a la asociación; el portal comunica a las partes cuándo comienza y cuándo \
termina ese plazo.""",
    "money": """\
El presente Commitment no regula ningún pago. El anfitrión no pide remuneración alguna ni la \
recibe.
La cantidad a tanto alzado para viaje y alojamiento, sus condiciones y su pago se acuerdan \
exclusivamente entre el visitante y su clúster socio, en un Financial Agreement firmado antes \
del primer día. Sin él, el visitante viaja a su propia costa.""",
    "money-online": """\
El presente Commitment no regula ningún pago. Un intercambio en línea se realiza sin cantidad \
a tanto alzado y no se celebra ningún Financial Agreement. El anfitrión no pide remuneración \
alguna ni la recibe.""",
    "signatures": """\
Las cuatro partes firman en el portal en este orden: visitante, anfitrión, clúster socio del \
anfitrión, clúster socio del visitante. Cada una confirma su identidad en ese momento mediante \
contraseña, código o clave de acceso, y firma la huella digital criptográfica (SHA-256) de \
exactamente este archivo.
El Commitment surte efecto con la cuarta firma. El documento firmado {signed_reference} recoge \
las firmas y contiene este archivo. Si alguien devuelve el texto, una nueva versión sustituye \
a la presente, y las firmas de la presente versión no valen para la nueva.""",
}
