"""Spanish: title and summary of each clause."""

AGREEMENT = {
    "parties": (
        "Partes",
        "Quién firma: el clúster que paga y el visitante con su representante. El clúster "
        "transfiere una parte de la subvención de la UE.",
    ),
    "subject": (
        "Objeto",
        "El clúster apoya el intercambio con una cantidad a tanto alzado para viaje y "
        "alojamiento. El contenido resulta del Commitment to Quality firmado.",
    ),
    "period": (
        "Duración",
        "Entra en vigor con la segunda firma, antes del primer día de la estancia. Los "
        "días de viaje no cuentan como laborables.",
    ),
    "amount": (
        "Importe",
        "La cantidad a tanto alzado, calculada línea por línea en el anexo II. Es una "
        "suma única para la organización y no aumenta con los gastos.",
    ),
    "payment": (
        "Pago",
        "Un solo pago en euros, una vez terminado el intercambio y comprobados informes y "
        "justificantes. Sin anticipos. La cuenta solo se cambia en el portal.",
    ),
    "evidence": (
        "Justificantes",
        "Lo que el visitante presenta en el portal: prueba del viaje, prueba del "
        "alojamiento e informe final; el anfitrión confirma la presencia.",
    ),
    "reduction": (
        "Reducción, impago y recuperación",
        "Cuándo se recalcula, se reduce o no se paga la cantidad, y en qué plazo se "
        "devuelve lo cobrado de más.",
    ),
    "funding": (
        "Sin doble financiación, gastos propios, impuestos",
        "Ninguna otra financiación de la UE para el mismo viaje. Los gastos adicionales "
        "son del visitante, que declara la suma si su ley lo exige; no lleva IVA.",
    ),
    "conduct": (
        "Conducta y conflicto de intereses",
        "El intercambio se realiza de buena fe, conforme a la ley y a los valores de la "
        "UE. Los conflictos de intereses se comunican de inmediato.",
    ),
    "liability": (
        "Seguro y responsabilidad",
        "El visitante asegura a su representante. El clúster, los socios, la agencia y la "
        "UE no responden de los daños, salvo que la ley lo impida.",
    ),
    "reports": (
        "Informes",
        "El visitante presenta su informe final dentro del plazo y el clúster lo valida. "
        "Durante dos años responde a preguntas breves sobre los resultados.",
    ),
    "visibility": (
        "Visibilidad",
        "Quien comunica sobre el intercambio muestra el emblema de la UE y cita la "
        "financiación. La UE y la asociación pueden publicar los datos básicos.",
    ),
    "records": (
        "Conservación de documentos",
        "Ambas partes conservan la documentación cinco años después del último pago de la "
        "agencia, o más si hay un procedimiento abierto.",
    ),
    "audits": (
        "Controles y auditorías",
        "La agencia, la Comisión, la OLAF y el Tribunal de Cuentas pueden controlar la "
        "ejecución. El visitante responde en el plazo fijado.",
    ),
    "data": (
        "Protección de datos",
        "Los datos personales se tratan según el RGPD, solo para este acuerdo y para la "
        "justificación de la subvención.",
    ),
    "force-majeure": (
        "Fuerza mayor",
        "Quien se vea impedido por un hecho excepcional no incumple, si lo comunica de "
        "inmediato y limita los daños.",
    ),
    "amendment": (
        "Modificación",
        "Solo por escrito, mediante una nueva versión firmada por ambas partes y sin "
        "superar el límite del anexo II. Basta un aviso para desplazar la estancia unos "
        "días.",
    ),
    "termination": (
        "Terminación",
        "Hasta el primer día cada parte puede cancelar con motivo. El clúster puede "
        "terminar en cualquier momento por causas graves.",
    ),
    "law": (
        "Ley y tribunales",
        "Rige el Derecho de la UE aplicable a la subvención y, en lo demás, la ley del "
        "país del clúster. Antes de los tribunales, la mediación.",
    ),
    "signatures": (
        "Firmas",
        "Se firma en el portal, primero el visitante. Se firma la huella digital "
        "(SHA-256) de exactamente este archivo.",
    ),
    "annex-commitment": (
        "Anexo I: Commitment to Quality",
        "El Commitment to Quality firmado por las cuatro partes forma parte del acuerdo y "
        "puede abrirse en el portal en cualquier momento.",
    ),
    "annex-calculation": (
        "Anexo II: Ficha de cálculo",
        "Las cifras de las que resulta la cantidad, según las reglas y los baremos "
        "aplicables cuando se preparó el acuerdo.",
    ),
    "annex-presence": (
        "Anexo III: Confirmación de presencia",
        "El anfitrión confirma en el portal en qué días laborables participó el "
        "representante; esos días son los que cuentan como completados.",
    ),
    "annex-bank": (
        "Anexo IV: Formulario bancario",
        "La cuenta que indicó el visitante; si se indica otra después de las firmas, no se "
        "paga hasta que dos personas la confirmen y se avise a la persona ya conocida.",
    ),
    "annex-sme": (
        "Anexo V: Declaración del visitante",
        "El visitante declara que es una pequeña o mediana empresa según la Recomendación "
        "2003/361/CE y avisa antes de firmar si ya no lo es.",
    ),
}
COMMITMENT = {
    "parties": (
        "Partes y funciones",
        "Quién lo celebra: el visitante, el anfitrión y sus clústeres socios. Indica la "
        "finalidad del intercambio, lo que ocurre cada día y lo que aporta cada uno.",
    ),
    "changes": (
        "Cambios, interrupción y cancelación",
        "Cuándo hace falta una nueva versión firmada y cuándo basta un aviso, quién puede "
        "cancelar antes del primer día y qué se hace si se interrumpe la estancia.",
    ),
    "data": (
        "Protección de datos",
        "Los datos personales sirven para el intercambio y para la justificación de la "
        "subvención; los que anfitrión y visitante obtienen el uno del otro, solo para el "
        "intercambio.",
    ),
    "reporting": (
        "Informes",
        "Visitante y anfitrión presentan dentro del plazo un informe final que validan sus "
        "clústeres; la documentación se conserva cinco años después del último pago.",
    ),
    "money": (
        "Aquí no se regula ningún pago",
        "El anfitrión no cobra nada. La cantidad a tanto alzado se acuerda aparte en un "
        "Financial Agreement; sin él, el visitante viaja a su propia costa.",
    ),
    "money-online": (
        "Aquí no se regula ningún pago",
        "Un intercambio en línea se realiza sin cantidad a tanto alzado y sin Financial "
        "Agreement, y el anfitrión no cobra nada.",
    ),
    "signatures": (
        "Firmas",
        "Las cuatro partes firman en el portal la huella digital (SHA-256) de exactamente "
        "este archivo. El documento surte efecto con la cuarta firma.",
    ),
}
