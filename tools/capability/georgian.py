"""The Georgian of the words a new capability begins with."""

WORDS = {
    "Say in one sentence what residents find here.": "ერთი წინადადებით თქვით, რას იპოვიან აქ მაცხოვრებლები.",
    "open": "ღია",
    "The town hall opened this.": "მერიამ ეს გახსნა.",
    "Only the staff of the town hall can open this.": "ამის გახსნა მხოლოდ მერიის თანამშრომლებს შეუძლიათ.",
    "Title in Georgian": "სათაური ქართულად",
    "Title in English": "სათაური ინგლისურად",
    "There is nothing with the number %(number)s here.": "ნომრით %(number)s აქ არაფერია.",
    "It is public now.": "ახლა ყველა ხედავს.",
    "There is nothing here yet": "აქ ჯერ არაფერია",
    "Say what will be here, and how to start.": "თქვით, რა იქნება აქ და როგორ უნდა დაიწყოთ.",
    "Back": "უკან",
    "What happened": "რა მოხდა",
    "A new one": "ახალი",
    "Publish": "გამოქვეყნება",
}
