#!/usr/bin/env python3
"""Gives a fresh Tryton 6.0 what a German company sells, through JSON-RPC as any other program would.

usage: company.py <address of the database> <admin's password>
"""
import base64
import datetime
import json
import sys
import urllib.request

url, password = sys.argv[1], sys.argv[2]
headers = {'Content-Type': 'application/json'}


def call(method, *params):
    request = urllib.request.Request(
        url, json.dumps({'id': 1, 'method': method, 'params': params}).encode(), headers)
    answer = json.load(urllib.request.urlopen(request))
    if answer.get('error'):
        sys.exit('%s: %s' % (method, answer['error']))
    return answer['result'] if isinstance(answer, dict) and 'result' in answer else answer


def decimal(value):
    return {'__class__': 'Decimal', 'decimal': str(value)}


def found(model, domain):
    return call('model.%s.search' % model, domain, 0, 1, None, {})[0]


user, session = call('common.db.login', 'admin', {'password': password}, 'de')
headers['Authorization'] = 'Session ' + base64.b64encode(
    ('admin:%d:%s' % (user, session)).encode()).decode()

context = {'language': 'de'}


def create(model, **values):
    return call('model.%s.create' % model, [values], context)[0]


euro = create('currency.currency', name='Euro', code='EUR', symbol='€', numeric_code='978',
    digits=2, rounding=decimal('0.01'),
    rates=[['create', [{'date': {'__class__': 'date', 'year': 2020, 'month': 1, 'day': 1}, 'rate': decimal(1)}]]])
germany = create('country.country', name='Deutschland', code='DE', code3='DEU', code_numeric='276')


def party(name, street, zip_code, city, email):
    return create('party.party', name=name,
        addresses=[['create', [{'street': street, 'postal_code': zip_code, 'city': city, 'country': germany}]]],
        contact_mechanisms=[['create', [{'type': 'email', 'value': email}]]] if email else [])


acme = party('Acme Fensterbau GmbH', 'Hauptstraße 1', '12345', 'Musterstadt', '')
company = create('company.company', party=acme, currency=euro)
call('model.res.user.write', [user], {'companies': [['add', [company]]], 'company': company, 'name': 'Alice Albers'}, {})
context.update(company=company, companies=[company])

template = call('model.ir.model.data.search_read',
    [['module', '=', 'account_de_skr03'], ['fs_id', '=', 'root_de']], 0, 1, None, ['db_id'], {})[0]['db_id']
wizard, _, _ = call('wizard.account.create_chart.create', {})
forms = {'account': {'company': company, 'account_template': template}}
call('wizard.account.create_chart.execute', wizard, forms, 'create_account', context)
receivable = found('account.account', [['type.receivable', '=', True], ['party_required', '=', True]])
payable = found('account.account', [['type.payable', '=', True], ['party_required', '=', True]])
forms['properties'] = {'company': company, 'account_receivable': receivable, 'account_payable': payable}
call('wizard.account.create_chart.execute', wizard, forms, 'create_properties', context)

unit = found('product.uom', [['symbol', '=', 'u']])
revenue = found('account.account', [['type.revenue', '=', True], ['code', '=', '8400']])
expense = found('account.account', [['type.expense', '=', True]])
category = create('product.category', name='Fenster', accounting=True, account_revenue=revenue, account_expense=expense)


def product(name, price):
    template = create('product.template', name=name, type='goods', default_uom=unit, sale_uom=unit, salable=True,
        list_price=decimal(price), cost_price_method='fixed', account_category=category,
        products=[['create', [{}]]])
    return found('product.product', [['template', '=', template]])


window = product('Holz-Alu-Fenster 120 × 140 cm', '890.00')
mounting = product('Montage', '240.00')
customer = party('Gerda Gruber', 'Lindenweg 7', '12347', 'Musterstadt', 'gerda@gruber.example')
term = create('account.invoice.payment_term', name='14 Tage netto',
    lines=[['create', [{'type': 'remainder', 'relativedeltas': [['create', [{'days': 14}]]]}]]])
address = found('party.address', [['party', '=', customer]])
delivery = datetime.date.today() + datetime.timedelta(days=28)

for pieces in (4, 2):
    create('sale.sale', company=company, party=customer, currency=euro, invoice_address=address,
        shipment_address=address, payment_term=term, description='Fenster Lindenweg 7',
        invoice_method='manual', shipment_method='order',
        shipping_date={'__class__': 'date', 'year': delivery.year, 'month': delivery.month, 'day': delivery.day},
        lines=[['create', [
            {'type': 'line', 'product': window, 'quantity': float(pieces), 'unit': unit, 'unit_price': decimal('890.00')},
            {'type': 'line', 'product': mounting, 'quantity': 1.0, 'unit': unit, 'unit_price': decimal('240.00')}]]])
