"""Connecticut's 169 towns and the villages people name instead.

Written down by hand, and held by a test against the post office's places in the package `zipcodes`; nobody has yet
held it against the Register and Manual of the State of Connecticut.
"""

from __future__ import annotations

TOWNS = (
    "Andover", "Ansonia", "Ashford", "Avon", "Barkhamsted", "Beacon Falls", "Berlin", "Bethany", "Bethel",
    "Bethlehem", "Bloomfield", "Bolton", "Bozrah", "Branford", "Bridgeport", "Bridgewater", "Bristol", "Brookfield",
    "Brooklyn", "Burlington", "Canaan", "Canterbury", "Canton", "Chaplin", "Cheshire", "Chester", "Clinton",
    "Colchester", "Colebrook", "Columbia", "Cornwall", "Coventry", "Cromwell", "Danbury", "Darien", "Deep River",
    "Derby", "Durham", "East Granby", "East Haddam", "East Hampton", "East Hartford", "East Haven", "East Lyme",
    "East Windsor", "Eastford", "Easton", "Ellington", "Enfield", "Essex", "Fairfield", "Farmington", "Franklin",
    "Glastonbury", "Goshen", "Granby", "Greenwich", "Griswold", "Groton", "Guilford", "Haddam", "Hamden", "Hampton",
    "Hartford", "Hartland", "Harwinton", "Hebron", "Kent", "Killingly", "Killingworth", "Lebanon", "Ledyard",
    "Lisbon", "Litchfield", "Lyme", "Madison", "Manchester", "Mansfield", "Marlborough", "Meriden", "Middlebury",
    "Middlefield", "Middletown", "Milford", "Monroe", "Montville", "Morris", "Naugatuck", "New Britain", "New Canaan",
    "New Fairfield", "New Hartford", "New Haven", "New London", "New Milford", "Newington", "Newtown", "Norfolk",
    "North Branford", "North Canaan", "North Haven", "North Stonington", "Norwalk", "Norwich", "Old Lyme",
    "Old Saybrook", "Orange", "Oxford", "Plainfield", "Plainville", "Plymouth", "Pomfret", "Portland", "Preston",
    "Prospect", "Putnam", "Redding", "Ridgefield", "Rocky Hill", "Roxbury", "Salem", "Salisbury", "Scotland",
    "Seymour", "Sharon", "Shelton", "Sherman", "Simsbury", "Somers", "South Windsor", "Southbury", "Southington",
    "Sprague", "Stafford", "Stamford", "Sterling", "Stonington", "Stratford", "Suffield", "Thomaston", "Thompson",
    "Tolland", "Torrington", "Trumbull", "Union", "Vernon", "Voluntown", "Wallingford", "Warren", "Washington",
    "Waterbury", "Waterford", "Watertown", "West Hartford", "West Haven", "Westbrook", "Weston", "Westport",
    "Wethersfield", "Willington", "Wilton", "Winchester", "Windham", "Windsor", "Windsor Locks", "Wolcott",
    "Woodbridge", "Woodbury", "Woodstock",
)  # fmt: skip

# Villages, boroughs and neighbourhoods → their town. An answer by village is confirmed to the member.
VILLAGES = {
    "abington": "Pomfret", "amston": "Hebron", "attawaugan": "Killingly", "bakersville": "New Hartford",
    "ballouville": "Killingly", "baltic": "Sprague", "bantam": "Litchfield", "barry square": "Hartford",
    "belle haven": "Greenwich", "bishops corner": "West Hartford", "black rock": "Bridgeport",
    "blue hills": "Hartford", "botsford": "Newtown", "broad brook": "East Windsor", "brookfield center": "Brookfield",
    "buckland": "Manchester", "byram": "Greenwich", "center groton": "Groton", "centerbrook": "Essex",
    "central village": "Plainfield", "chesterfield": "Montville", "cobalt": "East Hampton", "collinsville": "Canton",
    "conantville": "Windham", "corbins corner": "West Hartford", "cornwall bridge": "Cornwall", "cos cob": "Greenwich",
    "danielson": "Killingly", "dayville": "Killingly", "devon": "Milford", "east berlin": "Berlin",
    "east canaan": "North Canaan", "east glastonbury": "Glastonbury", "east hartland": "Hartland",
    "east killingly": "Killingly", "east norwalk": "Norwalk", "east putnam": "Putnam", "east thompson": "Thompson",
    "east willington": "Willington", "east woodstock": "Woodstock", "elmwood": "West Hartford", "fabyan": "Thompson",
    "fair haven": "New Haven", "falls village": "Canaan", "fenwick": "Old Saybrook", "fitchville": "Bozrah",
    "forestville": "Bristol", "gales ferry": "Ledyard", "gaylordsville": "New Milford", "glasgo": "Griswold",
    "glenbrook": "Stamford", "glenville": "Greenwich", "greens farms": "Westport", "grosvenor dale": "Thompson",
    "groton long point": "Groton", "gurleyville": "Mansfield", "hawleyville": "Newtown", "hazardville": "Enfield",
    "higganum": "Haddam", "hopeville": "Griswold", "ivoryton": "Essex", "jewett city": "Griswold",
    "jordan village": "Waterford", "kensington": "Berlin", "lakeville": "Salisbury", "lime rock": "Salisbury",
    "lords point": "Stonington", "mansfield center": "Mansfield", "mansfield depot": "Mansfield",
    "mansfield hollow": "Mansfield", "marble dale": "Washington", "marbledale": "Washington",
    "mechanicsville": "Thompson", "merrow": "Mansfield", "middle haddam": "East Hampton", "milldale": "Southington",
    "millstone": "Waterford", "moodus": "East Haddam", "moosup": "Plainfield", "mount carmel": "Hamden",
    "mt carmel": "Hamden", "nepaug": "New Hartford", "new preston": "Washington", "niantic": "East Lyme",
    "noank": "Groton", "noroton": "Darien", "noroton heights": "Darien", "north franklin": "Franklin",
    "north granby": "Granby", "north grosvenordale": "Thompson", "north lyme": "Lyme", "north sterling": "Sterling",
    "north windham": "Windham", "northfield": "Litchfield", "northford": "North Branford", "northville": "New Milford",
    "norwichtown": "Norwich", "oakdale": "Montville", "oakville": "Watertown", "occum": "Norwich",
    "old greenwich": "Greenwich", "oneco": "Sterling", "pawcatuck": "Stonington", "pequabuck": "Plymouth",
    "pine meadow": "New Hartford", "plantsville": "Southington", "pleasant valley": "Barkhamsted",
    "poquonock": "Windsor", "poquonock bridge": "Groton", "quaker hill": "Waterford", "quinebaug": "Thompson",
    "riverton": "Barkhamsted", "rockfall": "Middlefield", "rockville": "Vernon", "rogers": "Killingly",
    "rowayton": "Norwalk", "sandy hook": "Newtown", "saugatuck": "Westport", "scantic": "East Windsor",
    "scitico": "Enfield", "sharon valley": "Sharon", "short beach": "Branford", "silver lane": "East Hartford",
    "somersville": "Somers", "sono": "Norwalk", "south canaan": "Canaan", "south canterbury": "Canterbury",
    "south glastonbury": "Glastonbury", "south kent": "Kent", "south killingly": "Killingly", "south lyme": "Old Lyme",
    "south norwalk": "Norwalk", "south windham": "Windham", "south woodstock": "Woodstock", "southport": "Fairfield",
    "springdale": "Stamford", "stafford spgs": "Stafford", "stafford springs": "Stafford", "stepney": "Monroe",
    "stony creek": "Branford", "storrs": "Mansfield", "storrs mansfield": "Mansfield", "taconic": "Salisbury",
    "taftville": "Norwich", "talcottville": "Vernon", "tariffville": "Simsbury", "terryville": "Plymouth",
    "thompsonville": "Enfield", "tokeneke": "Darien", "twin lakes": "Salisbury", "uncasville": "Montville",
    "union city": "Naugatuck", "unionville": "Farmington", "upper stepney": "Monroe", "versailles": "Sprague",
    "wapping": "South Windsor", "warehouse point": "East Windsor", "warrenville": "Ashford",
    "washington depot": "Washington", "washington green": "Washington", "wauregan": "Plainfield",
    "weatogue": "Simsbury", "west cornwall": "Cornwall", "west granby": "Granby", "west hartland": "Hartland",
    "west mystic": "Groton", "west redding": "Redding", "west simsbury": "Simsbury", "west stafford": "Stafford",
    "west suffield": "Suffield", "westville": "New Haven", "whitneyville": "Hamden", "willi": "Windham",
    "willimantic": "Windham", "windsorville": "East Windsor", "winsted": "Winchester", "yalesville": "Wallingford",
    "yantic": "Norwich",
}  # fmt: skip

# In two towns or more: ask.
UNSURE_PLACES = frozenset(
    ["mystic", "old mystic", "georgetown", "hadlyme", "riverside", "marion", "haven", "lyme rock"]
)

# How people write some names; not a typo's distance away.
NICKNAMES = {
    "htfd": "Hartford", "hfd": "Hartford", "jartford": "Hartford", "jarfor": "Hartford", "hartfor": "Hartford",
    "jarford": "Hartford", "harfor": "Hartford", "harford": "Hartford", "bpt": "Bridgeport", "bport": "Bridgeport",
    "brichpor": "Bridgeport", "brichport": "Bridgeport", "brisport": "Bridgeport", "nhv": "New Haven",
    "nuevo haven": "New Haven", "niu heiven": "New Haven", "nu haven": "New Haven", "niu haven": "New Haven",
    "new britan": "New Britain", "new brit": "New Britain", "nuevo britain": "New Britain", "niu briten": "New Britain",
    "nueva bretana": "New Britain",
    "niu britan": "New Britain", "stanford": "Stamford", "estanford": "Stamford", "estamford": "Stamford",
    "wtby": "Waterbury", "wtbry": "Waterbury", "guaterbury": "Waterbury", "guaterburi": "Waterbury",
    "danburi": "Danbury", "weha": "West Hartford", "weho": "West Hartford", "nueva londres": "New London",
    "nuevo londres": "New London", "norwok": "Norwalk", "norwolk": "Norwalk", "gringuich": "Greenwich",
    "grenich": "Greenwich", "ehtfd": "East Hartford", "guilimantic": "Windham", "wilimantic": "Windham",
    "midletown": "Middletown", "naugy": "Naugatuck", "marlboro": "Marlborough",
    "stratfor": "Stratford", "elm city": "New Haven", "park city": "Bridgeport", "brass city": "Waterbury",
    "silver city": "Meriden", "hat city": "Danbury", "whaling city": "New London",
    "hardware city": "New Britain", "insurance city": "Hartford", "rose city": "Norwich", "mum city": "Bristol",
    "thread city": "Windham", "forest city": "Middletown",
}  # fmt: skip
