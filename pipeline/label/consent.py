"""Rules for what consent dialogues print: whom data go to, what for, and how to pay instead.

The purposes are those of IAB Europe's Transparency and Consent Framework 2.2, in its own translations; every dialogue
of the framework must print them as they are.
"""

import re

from pipeline.characters import fold
from pipeline.model import Block

LONGEST = 700
"""Characters of a paragraph that asks for consent."""

PURPOSES = frozenset(
    map(
        fold,
        (
            "Store and/or access information on a device",
            "Use limited data to select advertising",
            "Create profiles for personalised advertising",
            "Use profiles to select personalised advertising",
            "Create profiles to personalise content",
            "Use profiles to select personalised content",
            "Measure advertising performance",
            "Measure content performance",
            "Understand audiences through statistics or combinations of data from different sources",
            "Develop and improve services",
            "Use limited data to select content",
            "Ensure security, prevent and detect fraud, and fix errors",
            "Deliver and present advertising and content",
            "Save and communicate privacy choices",
            "Match and combine data from other data sources",
            "Link different devices",
            "Identify devices based on information transmitted automatically",
            "Use precise geolocation data",
            "Actively scan device characteristics for identification",
            "Speichern von oder Zugriff auf Informationen auf einem Endgerät",
            "Verwendung reduzierter Daten zur Auswahl von Werbeanzeigen",
            "Erstellung von Profilen für personalisierte Werbung",
            "Verwendung von Profilen zur Auswahl personalisierter Werbung",
            "Erstellung von Profilen zur Personalisierung von Inhalten",
            "Verwendung von Profilen zur Auswahl personalisierter Inhalte",
            "Messung der Werbeleistung",
            "Messung der Performance von Inhalten",
            "Analyse von Zielgruppen durch Statistiken",
            "Analyse von Zielgruppen durch Statistiken oder Kombinationen von Daten aus verschiedenen Quellen",
            "Entwicklung und Verbesserung der Angebote",
            "Verwendung reduzierter Daten zur Auswahl von Inhalten",
            "Gewährleistung der Sicherheit, Verhinderung und Aufdeckung von Betrug und Fehlerbehebung",
            "Bereitstellung und Anzeige von Werbung und Inhalten",
            "Verwendung genauer Standortdaten",
            "Genaue Standortdaten verwenden",
            "Endgeräteeigenschaften zur Identifikation aktiv abfragen",
            "Stocker et/ou accéder à des informations sur un appareil",
            "Utiliser des données limitées pour sélectionner la publicité",
            "Créer des profils pour la publicité personnalisée",
            "Utiliser des profils pour sélectionner des publicités personnalisées",
            "Créer des profils de contenus personnalisés",
            "Utiliser des profils pour sélectionner des contenus personnalisés",
            "Mesurer la performance des publicités",
            "Mesurer la performance des contenus",
            "Développer et améliorer les services",
            "Utiliser des données de géolocalisation précises",
            "Almacenar la información en un dispositivo y/o acceder a ella",
            "Uso de datos limitados para seleccionar anuncios básicos",
            "Crear un perfil para publicidad personalizada",
            "Uso de perfiles para la selección de publicidad personalizada",
            "Crear un perfil para personalizar el contenido",
            "Medir el rendimiento de la publicidad",
            "Medir el rendimiento del contenido",
            "Desarrollo y mejora de los servicios",
            "Utilizar datos de localización geográfica precisa",
            "Archiviare informazioni su dispositivo e/o accedervi",
            "Utilizzare dati limitati per la selezione della pubblicità",
            "Creare profili per la pubblicità personalizzata",
            "Utilizzare profili per la selezione di pubblicità personalizzata",
            "Creare profili per la personalizzazione dei contenuti",
            "Misurare le prestazioni degli annunci",
            "Misurare le prestazioni dei contenuti",
            "Sviluppare e perfezionare i servizi",
            "Utilizzare dati di geolocalizzazione precisi",
            "Informatie op een apparaat opslaan en/of openen",
            "Beperkte gegevens gebruiken om advertenties te selecteren",
            "Advertentieprestaties meten",
            "Contentprestaties meten",
            "Diensten ontwikkelen en verbeteren",
            "Precieze geolocatiegegevens gebruiken",
            "Przechowywanie informacji na urządzeniu lub dostęp do nich",
            "Wykorzystywanie ograniczonych danych do wyboru reklam",
            "Tworzenie profili w celu spersonalizowanych reklam",
            "Pomiar efektywności reklam",
            "Pomiar efektywności treści",
            "Rozwój i ulepszanie usług",
            "Wykorzystywanie dokładnych danych geolokalizacyjnych",
            "Armazenar e/ou aceder a informações num dispositivo",
            "Utilizar dados limitados para selecionar publicidade",
            "Criar perfis para publicidade personalizada",
            "Medir o desempenho da publicidade",
            "Medir o desempenho dos conteúdos",
            "Desenvolver e melhorar serviços",
            "Utilizar dados de geolocalização precisos",
        ),
    )
)
_PARTNERS = re.compile(
    r"\b(?:wir und unsere|we and our|we, together with our|nous et nos|noi e (?:i nostri )?|nosotros y nuestros|nós e os nossos"
    r"|wij en onze|my i nasi|vi och våra|vi og vore|me ja kumppanimme)\b[^.]{0,20}(?:\d{1,4} )?"
    r"(?:\w+ )?(?:partner|parter|partenaires|fournisseurs|socios|parceiros|kumppan|vendors|third parties|fornitori)"
    r"|\b(?:and|und|et|y|e|en|i|och|og|ja)\s(?:\w+ ){0,2}\d{2,4} (?:\w+ )?(?:partner|partenaires|socios|parceiros|kumppan|vendors)",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"verarbeit|speicher|zugreif|process|store|access|us(?:e|ing) (?:cookies|data)|trait|stock|accéd|tratt|archivi|almacen|proces"
    r"|acced|verwerk|przetwarza|przechow|armazen|trata|behandl|cookies?|\bIP\b",
    re.IGNORECASE,
)
_AGREES = re.compile(
    r"stimmen sie (?:bitte )?(?:der|dem) (?:verwendung|nutzung|einsatz) von cookies|nutzung von cookies und ähnlichen"
    r"|ohne zustimmung ist|mit werbung (?:und tracking )?(?:weiter)?(?:lesen|nutzen|surfen)|(?:bereits |schon )?pur-?abonnent"
    r"|pur-?abo (?:abschließen|für|ab)|by clicking [“\"']?(?:accept|agree|allow|i agree|ok)\b.{0,60}(?:cookies|consent|processing)"
    r"|(?:refuser|accepter) (?:les|tous les) cookies|en cliquant sur (?:«\s?)?(?:tout )?accepter"
    r"|cliccando (?:su )?[“\"«]?accett|al hacer clic en [“\"«]?aceptar|klikając [„\"]?(?:akceptuj|zgadzam|przejdź)"
    r"|je k[au]n(?:t)? je (?:keuzes?|toestemming|voorkeuren) .{0,12}(?:wijzigen|intrekken|aanpassen)"
    r"|zgadzasz się na przetwarzanie .{0,24}danych|mogen wij en onze partners"
    r"|you can (?:withdraw|change) your (?:consent|choices|preferences) at any time"
    r"|ihre (?:auswahl|einwilligung)(?: können sie)? .{0,40}(?:gespeichert|widerrufen)",
    re.IGNORECASE,
)


def consent_notice(block: Block) -> bool:
    """Who reads along, and what a reader agrees to.

    Takes: Wir und unsere bis zu 178 Partner verarbeiten personenbezogene Daten, z. B. Ihre IP-Adresse.
    Takes: We and our 842 partners store and access information on your device.
    Takes: Um unsere Inhalte kostenlos zu nutzen, stimmen Sie bitte der Verwendung von Cookies zu.
    Takes: Bereits Pur-Abonnent? Hier einloggen
    Takes: Hafenblad en 187 partners willen graag cookies plaatsen om je voorkeuren te onthouden.
    Takes: Kies je voor akkoord, dan mogen wij en onze partners deze gegevens dertien maanden bewaren.
    Leaves: Wir und unsere Partner in Riga haben die Schleuse gemeinsam gebaut.
    Leaves: We and our neighbours store the nets in the same shed.
    Leaves: The bank and its 40 partners met in Riga and signed the paper.
    """
    text = block.text
    if len(text) > LONGEST:
        return False
    partners = _PARTNERS.search(text)
    return (partners is not None and _DOES.search(text, partners.end()) is not None) or _AGREES.search(text) is not None


def consent_purpose(block: Block) -> bool:
    """What a dialogue says that data are read for.

    Takes: Store and/or access information on a device
    Takes: Genaue Standortdaten verwenden
    Leaves: Store the nets on a dry shelf
    """
    return block.key in PURPOSES


BOILERPLATE = (consent_notice, consent_purpose)
