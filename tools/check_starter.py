#!/usr/bin/env python3
"""Is the starter reference sound? Checks data/starter and the name tables of data/reference; Python standard library only.

usage: check_starter.py [--root DIR] [--against DIR] [--list N]

Without --against: every id resolves, every date parses, nothing stands twice, and the promised coverage is there.
With --against: compares each person with a full reference in the same format (birth date, nationality, position,
club on given days, contracts) and lists where the two disagree. Prints one summary line; exit status 1 on an error.
"""

import argparse
import bisect
import csv
import datetime
import pathlib
import sys
import unicodedata
from collections import Counter, defaultdict

TABLES = {
    'clubs': 'club_id name short_names city country league league_season aliases kind parent_id wikidata',
    'club_nicknames': 'club_id nickname language note',
    'players': 'player_id name full_name date_of_birth nationalities position aliases',
    'transfers': 'player_id date date_min date_max season window from_club_id to_club_id fee_eur type type_derived source',
    'contracts': 'player_id club_id expires as_of kind source',
    'squads': 'player_id club_id season source',
    'coaches': 'name club_id from to note source',
    'competitions': 'id kind country name_en name_fr name_it name_es name_pt name_de aliases',
    'sources': 'id kind name aliases handle outlet country language evidence',
}
NAME_TABLES = {
    'club_exonyms': 'club_id nickname language note club_name',
    'person_short_names': 'name date_of_birth alias note',
    'officials': 'name club_id from to club_name',
}
# What one row may say only once.
KEYS = {
    'clubs': 'club_id', 'players': 'player_id', 'competitions': 'id', 'sources': 'id',
    'club_nicknames': 'club_id nickname language', 'squads': 'player_id club_id season',
    'transfers': 'player_id date_min from_club_id to_club_id type', 'contracts': 'player_id club_id expires as_of',
    'coaches': 'name club_id from', 'club_exonyms': 'club_id club_name nickname language',
    'person_short_names': 'name date_of_birth alias', 'officials': 'name club_id from',
}
POSITIONS = set('Goalkeeper;Centre-Back;Left-Back;Right-Back;Defensive Midfield;Central Midfield;Attacking Midfield;'
                'Left Midfield;Right Midfield;Left Winger;Right Winger;Second Striker;Centre-Forward'.split(';'))
TYPES = {'permanent', 'loan', 'free', 'end of loan', 'unknown', 'released', 'retired'}
LEAGUES = {'GB1': 18, 'ES1': 18, 'IT1': 18, 'L1': 16, 'FR1': 16, 'PO1': 4, 'NL1': 4, 'TR1': 4, 'BRA1': 4, 'SA1': 4}
LANGUAGES = ('fr', 'it', 'en', 'es', 'pt', 'de')
NO_CLUB = {'515', '123', '75'}
MIN_PLAYERS = 600
# Days on which the clubs of a person are compared: between windows, so that no move is under way.
DAYS = [datetime.date(year, month, 15) for year in range(2019, 2027) for month in (3, 10)]


def fold(text):
    """Case, marks and punctuation away, as name matching does it."""
    text = text.casefold().translate({ord(a): b for a, b in zip('ıøłđðþ', 'iolddt')})
    text = ''.join(c for c in unicodedata.normalize('NFKD', text) if not unicodedata.combining(c))
    return ' '.join(''.join(c if c.isalnum() else ' ' for c in text).split())


def parse_date(text):
    """First day of YYYY, YYYY-MM or YYYY-MM-DD. Raises ValueError otherwise."""
    if len(text) not in (4, 7, 10):
        raise ValueError(text)
    return datetime.date.fromisoformat((text + '-01-01')[:10])


def line_of(position):
    """Goalkeeper, Back, Midfield or Forward: positions differ between sources, lines hardly."""
    coarse = {'Defender': 'Back', 'Midfielder': 'Midfield'}.get(position, position)
    return next((line for line in ('Goalkeeper', 'Back', 'Midfield') if line in coarse), 'Forward')


def read_table(path):
    with open(path, newline='', encoding='utf-8') as file:
        return list(csv.DictReader(file))


class Checker:
    def __init__(self, root):
        self.errors = []
        self.tables = {}
        self.lines = {}
        for name, columns in TABLES.items():
            self.load(root / 'data' / 'starter' / f'{name}.csv', name, columns.split())
        for name, columns in NAME_TABLES.items():
            self.load(root / 'data' / 'reference' / f'{name}.csv', name, columns.split())

    def error(self, table, row_number, message):
        where = f'{table}.csv' + (f':{row_number + 2}' if row_number is not None else '')
        self.errors.append(f'{where}: {message}')

    def load(self, path, name, columns):
        self.tables[name] = []
        try:
            rows = read_table(path)
        except (OSError, UnicodeDecodeError, csv.Error) as problem:
            return self.error(name, None, f'cannot be read: {problem}')
        if not rows or list(rows[0]) != columns:
            return self.error(name, None, f'columns are not {",".join(columns)}, or the table is empty')
        for number, row in enumerate(rows):
            if None in row or None in row.values():
                self.error(name, number, 'the row has another number of fields than the header')
            elif any(value != value.strip() for value in row.values()):
                self.error(name, number, 'a value begins or ends with a space')
            else:
                self.tables[name].append(row)

    def run(self):
        self.check_duplicates()
        self.check_references()
        self.check_dates()
        self.check_values()
        self.check_chains()
        self.check_coverage()

    def check_duplicates(self):
        for name, key in KEYS.items():
            seen = set()
            for number, row in enumerate(self.tables[name]):
                value = tuple(row[column] for column in key.split())
                if value in seen:
                    self.error(name, number, f'stands twice: {" ".join(value)}')
                seen.add(value)
        people = Counter((fold(row['name']), row['date_of_birth']) for row in self.tables['players'])
        for person, count in people.items():
            if count > 1:
                self.error('players', None, f'{person[0]} born {person[1]} stands {count} times')

    def check_references(self):
        clubs = {row['club_id'] for row in self.tables['clubs']}
        players = {row['player_id'] for row in self.tables['players']}
        for name in ('club_nicknames', 'transfers', 'contracts', 'squads', 'coaches', 'club_exonyms'):
            for number, row in enumerate(self.tables[name]):
                if name == 'club_exonyms' and row['club_name']:
                    continue  # also of clubs that only fuller tables have; club_name says which is meant
                for column in ('club_id', 'from_club_id', 'to_club_id'):
                    if column in row and row[column] not in clubs:
                        self.error(name, number, f'{column} {row[column]!r} is no club of clubs.csv')
                if 'player_id' in row and row['player_id'] not in players:
                    self.error(name, number, f'player_id {row["player_id"]!r} is no player of players.csv')
        leagues = {row['id'] for row in self.tables['competitions']}
        for number, row in enumerate(self.tables['clubs']):
            if row['league'] and row['league'] not in leagues:
                self.error('clubs', number, f'league {row["league"]} is not in competitions.csv')

    def check_dates(self):
        columns = {'players': ['date_of_birth'], 'transfers': ['date', 'date_min', 'date_max'],
                   'contracts': ['expires', 'as_of'], 'coaches': ['from', 'to'], 'officials': ['from', 'to'], 'person_short_names': ['date_of_birth']}
        for name, dates in columns.items():
            for number, row in enumerate(self.tables[name]):
                for column in dates:
                    try:
                        row[column] and parse_date(row[column])
                    except ValueError:
                        self.error(name, number, f'{column} {row[column]!r} is no date')
        for number, row in enumerate(self.tables['transfers']):
            if not row['date_min'] or row['date_min'] > row['date_max']:
                self.error('transfers', number, 'date_min and date_max are no span of time')
            if row['date'] and not row['date'] == row['date_min'] == row['date_max']:
                self.error('transfers', number, 'an exact date differs from its bounds')
        for number, row in enumerate(self.tables['contracts']):
            if row['expires'] < row['as_of']:
                self.error('contracts', number, 'the contract had ended when it was seen')

    def check_values(self):
        for number, row in enumerate(self.tables['players']):
            if row['position'] not in POSITIONS:
                self.error('players', number, f'position {row["position"]!r} is not one of the thirteen')
            if not all(len(code) == 3 and code.isupper() for code in row['nationalities'].split(';')):
                self.error('players', number, f'nationalities {row["nationalities"]!r} are no alpha-3 codes')
            if row['date_of_birth'] and not '1970' < row['date_of_birth'][:4] < '2012':
                self.error('players', number, f'born {row["date_of_birth"]}, out of range')
        for number, row in enumerate(self.tables['transfers']):
            if row['type'] not in TYPES:
                self.error('transfers', number, f'type {row["type"]!r} is not known')
            if row['from_club_id'] == row['to_club_id']:
                self.error('transfers', number, 'from and to are the same club')
            if row['fee_eur'] and not 0 <= int(row['fee_eur']) <= 250_000_000:
                self.error('transfers', number, f'fee {row["fee_eur"]} is out of range')
        for name in ('players', 'clubs'):
            for number, row in enumerate(self.tables[name]):
                if not row['name'] or unicodedata.normalize('NFC', row['name']) != row['name']:
                    self.error(name, number, 'the name is empty or not in composed form')

    def check_chains(self):
        """Each move leaves the club that the one before reached, and none is before its predecessor."""
        before = {}
        for number, row in enumerate(self.tables['transfers']):
            last = before.get(row['player_id'])
            if last and last['to_club_id'] != row['from_club_id'] and last['to_club_id'] not in NO_CLUB:
                self.error('transfers', number, f'{row["player_id"]} leaves a club that was not reached before')
            if last and row['date_min'] < last['date_min']:
                self.error('transfers', number, f'{row["player_id"]}: the rows are not in the order of time')
            before[row['player_id']] = row

    def check_coverage(self):
        with_club = {row['player_id'] for name in ('transfers', 'squads') for row in self.tables[name]}
        self.complete = sum(1 for row in self.tables['players'] if row['date_of_birth'] and row['nationalities']
                            and row['position'] and row['player_id'] in with_club)
        if self.complete < MIN_PLAYERS:
            self.error('players', None, f'{self.complete} players have all four facts; {MIN_PLAYERS} are promised')
        clubs = Counter(row['league'] for row in self.tables['clubs'])
        for league, wanted in LEAGUES.items():
            if clubs[league] < wanted:
                self.error('clubs', None, f'{clubs[league]} clubs of {league}; {wanted} are promised')
        nicknames = Counter(row['language'] for row in self.tables['club_nicknames'])
        for language in LANGUAGES:
            if nicknames[language] < 50:
                self.error('club_nicknames', None, f'{nicknames[language]} nicknames in {language}; 50 are promised')
        for number, row in enumerate(self.tables['competitions']):
            if not row['name_en']:
                self.error('competitions', number, 'a competition without a name')

    def summary(self):
        counts = ', '.join(f'{len(rows)} {name}' for name, rows in self.tables.items())
        return f'starter reference: {counts}; {self.complete} players with all four facts; {len(self.errors)} errors'


class Career:
    """Where a person stood on a day, from dated moves and squads; None where the rows leave it open."""

    def __init__(self, moves, squads, parents):
        order = sorted(moves, key=lambda row: (row['date_min'], row['date_max'], row['type'] != 'end of loan'))
        self.moves, self.squads, self.parents = order, squads, parents
        self.starts = [row['date_min'] for row in order]

    def club_on(self, day):
        text = day.isoformat()
        last = bisect.bisect_right(self.starts, text) - 1
        if last < 0 or any(row['date_max'] > text for row in self.moves[:last + 1]):
            return None
        club = self.moves[last]['to_club_id']
        return self.parents.get(club) or club

    def has_squad(self, club, day):
        year = day.year if day.month > 6 else day.year - 1
        return (club, f'{year}/{(year + 1) % 100:02d}') in self.squads


def careers(tables):
    parents = {row['club_id']: row['parent_id'] for row in tables['clubs'] if row['parent_id']}
    moves, squads = defaultdict(list), defaultdict(set)
    for row in tables['transfers']:
        moves[row['player_id']].append(row)
    for row in tables['squads']:
        squads[row['player_id']].add((row['club_id'], row['season']))
    return {player: Career(moves[player], squads[player], parents) for player in set(moves) | set(squads)}


class Comparison:
    def __init__(self, tables, folder):
        self.ours = tables
        self.theirs = {name: read_table(folder / f'{name}.csv')
                       for name in ('players', 'clubs', 'transfers', 'squads', 'contracts')}
        self.our_names = {row['club_id']: row['name'] for row in self.ours['clubs']}
        self.their_names = {row['club_id']: row['name'] for row in self.theirs['clubs']}
        self.disagreements = []
        self.agreed = Counter()
        self.names = defaultdict(list)
        for row in self.theirs['players']:
            for name in [row['name'], row['full_name'], *row['aliases'].split(';')]:
                if name:
                    self.names[' '.join(sorted(fold(name).split()))].append(row)
        self.contracts = defaultdict(list)
        for row in self.theirs['contracts']:
            self.contracts[row['player_id']].append(row)
        self.map_clubs()

    def map_clubs(self):
        known = {row['club_id']: row for row in self.theirs['clubs']}
        by_name = defaultdict(set)
        for row in self.theirs['clubs']:
            if row['kind'] == 'first':
                for name in [row['name'], *row['short_names'].split(';'), *row['aliases'].split(';')]:
                    by_name[(fold(name), row['country'])].add(row['club_id'])
        self.club_ids = {}
        for row in self.ours['clubs']:
            hits = {row['club_id']} if row['club_id'] in known else set()
            for name in [row['name'], *row['short_names'].split(';'), *row['aliases'].split(';')]:
                hits = hits or by_name.get((fold(name), row['country']), set())
            self.club_ids[row['club_id']] = hits
            if not hits and row['kind'] == 'first':
                self.disagree('club', row['name'], 'not found in the full reference')

    def disagree(self, what, who, message):
        self.disagreements.append((what, who, message))

    def find(self, player):
        hits = []
        for name in [player['name'], player['full_name'], *player['aliases'].split(';')]:
            for row in self.names.get(' '.join(sorted(fold(name).split())), []) if name else []:
                if row not in hits:
                    hits.append(row)
        exact = [row for row in hits if row['date_of_birth'].startswith(player['date_of_birth'])]
        if exact or not hits:
            return exact[0] if exact else None
        same_name = [row for row in hits if fold(row['name']) == fold(player['name'])]
        country = player['nationalities'].split(';')[0]
        near = [row for row in same_name if country in row['nationalities'].split(';')]
        undated = [row for row in near if not row['date_of_birth']]
        if near and not undated:
            self.disagree('birth', player['name'], f'{player["date_of_birth"]} here, '
                          + ' / '.join(row['date_of_birth'] for row in near) + ' there')
        return (undated or near or [None])[0]

    def run(self):
        ours, theirs = careers(self.ours), careers(self.theirs)
        for player in self.ours['players']:
            other = self.find(player)
            if other is None:
                self.disagree('person', player['name'], f'born {player["date_of_birth"]}: not found')
                continue
            self.agreed['birth'] += other['date_of_birth'].startswith(player['date_of_birth'])
            self.compare_person(player, other)
            mine, full = ours.get(player['player_id']), theirs.get(other['player_id'])
            if mine and full:
                self.compare_career(player, mine, full)
                self.compare_moves(player['name'], mine, full)
            self.compare_contracts(player['player_id'], other['player_id'], player['name'])

    def compare_person(self, player, other):
        mine, full = player['nationalities'].split(';'), other['nationalities'].split(';')
        if full != ['']:
            self.agreed['nationality'] += mine[0] == full[0]
            if mine[0] != full[0]:
                self.disagree('nationality', player['name'], f'{";".join(mine)} here, {";".join(full)} there')
            for code in set(mine) - set(full):
                self.disagree('second nationality', player['name'], f'{code} here, {";".join(full)} there')
        if other['position']:
            mine, full = line_of(player['position']), line_of(other['position'])
            self.agreed['position'] += mine == full
            if mine != full:
                self.disagree('position', player['name'], f'{player["position"]} here, {other["position"]} there')

    def compare_career(self, player, mine, full):
        for day in DAYS:
            club, other = mine.club_on(day), full.club_on(day)
            if club is None or other is None or club == '75':
                continue
            if other in self.club_ids.get(club, ()) or {club, other} <= NO_CLUB:
                self.agreed['club'] += 1
            elif any(full.has_squad(one, day) for one in self.club_ids.get(club, ())):
                self.agreed['club'] += 1
            else:
                here, there = self.our_names[club], self.their_names.get(other, other)
                self.disagree('club', player['name'], f'{day}: {here} here, {there} there')

    def compare_moves(self, name, mine, full):
        """Exact dates within ten days and fees within a quarter, for moves that both tables hold."""
        for row in mine.moves:
            same = [other for other in full.moves if other['to_club_id'] in self.club_ids[row['to_club_id']]
                    and other['from_club_id'] in self.club_ids[row['from_club_id']]
                    and (other['type'] == 'end of loan') == (row['type'] == 'end of loan')]
            dated = [other for other in same if other['date']] if row['date'] and row['type_derived'] == '0' else []
            if dated:
                days = min(abs((parse_date(row['date']) - parse_date(other['date'])).days) for other in dated)
                self.agreed['date'] += days <= 10
                if days > 10:
                    self.disagree('date', name, f'{row["date"]} to {self.our_names[row["to_club_id"]]} here, '
                                  + ' / '.join(other['date'] for other in dated) + ' there')
            fees = [int(other['fee_eur']) for other in same if other['fee_eur'] and int(other['fee_eur'])]
            if row['fee_eur'] and int(row['fee_eur']) and fees:
                near = any(abs(int(row['fee_eur']) - fee) <= fee / 4 for fee in fees)
                self.agreed['fee'] += near
                if not near:
                    self.disagree('fee', name, f'{row["fee_eur"]} to {self.our_names[row["to_club_id"]]} here, '
                                  + ' / '.join(map(str, fees)) + ' there')

    def compare_contracts(self, mine, full, name):
        for row in self.ours['contracts']:
            if row['player_id'] != mine:
                continue
            for other in self.contracts[full]:
                if other['club_id'] not in self.club_ids[row['club_id']]:
                    continue
                if abs((parse_date(row['as_of']) - parse_date(other['as_of'])).days) >= 120:
                    continue
                if other['expires'][:4] == row['expires'][:4]:
                    self.agreed['contract'] += 1
                else:
                    self.disagree('contract', name, f'{row["expires"]} as of {row["as_of"]} here, '
                                  f'{other["expires"]} as of {other["as_of"]} there')

    def report(self, limit):
        for what, who, message in self.disagreements[:limit]:
            print(f'{what}: {who}: {message}')
        found = Counter(what for what, _, _ in self.disagreements)
        print('against the full reference: agreed ' + ', '.join(f'{k} {v}' for k, v in self.agreed.items())
              + '; disagreed ' + (', '.join(f'{k} {v}' for k, v in found.items()) or 'none'))


def main():
    parser = argparse.ArgumentParser(description='Checks the starter reference.')
    parser.add_argument('--root', type=pathlib.Path, default=pathlib.Path(__file__).resolve().parent.parent)
    parser.add_argument('--against', type=pathlib.Path, help='folder of a full reference to compare with')
    parser.add_argument('--list', type=int, default=10_000, help='disagreements to print')
    arguments = parser.parse_args()
    checker = Checker(arguments.root)
    checker.run()
    for message in checker.errors:
        print(message)
    if arguments.against and not checker.errors:
        comparison = Comparison(checker.tables, arguments.against)
        comparison.run()
        comparison.report(arguments.list)
    print(checker.summary())
    return 1 if checker.errors else 0


if __name__ == '__main__':
    sys.exit(main())
