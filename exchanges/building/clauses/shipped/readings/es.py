"""Spanish: title and summary of each clause of the agreement, titles of the Commitment."""

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
        "Solo por escrito, mediante una nueva versión firmada por ambas partes. No se "
        "supera el límite del anexo II.",
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
}
COMMITMENT = {
    "parties": ("Partes y funciones", ""),
    "changes": ("Cambios, interrupción y cancelación", ""),
    "data": ("Protección de datos", ""),
    "reporting": ("Informes", ""),
    "money": ("Aquí no se regula ningún pago", ""),
    "signatures": ("Firmas", ""),
}
