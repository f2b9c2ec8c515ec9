// Places of the rehearsal districts that can be sent as a pin without knowing their coordinates.

export const PLACES = [
  { id: "balua-ghat", latitude: 25.41, longitude: 83.18, title: { en: "Balua Ghat", hi: "बलुआ घाट" } },
  { id: "chakia", latitude: 25.05, longitude: 83.22, title: { en: "Chakia bazaar", hi: "चकिया बाज़ार" } },
  { id: "mughalsarai", latitude: 25.281, longitude: 83.119, title: { en: "Mughalsarai junction", hi: "मुगलसराय जंक्शन" } },
  { id: "naugarh", latitude: 24.87, longitude: 83.27, title: { en: "Naugarh", hi: "नौगढ़" } },
  { id: "izzatnagar-gate", latitude: 28.39, longitude: 79.44, title: { en: "Izzatnagar, gate 2", hi: "इज्जतनगर, गेट 2" } },
  { id: "prem-nagar", latitude: 28.37, longitude: 79.41, title: { en: "Prem Nagar, Bareilly", hi: "प्रेमनगर, बरेली" } },
];
