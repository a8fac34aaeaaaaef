"""The screens of Regulars: Qt only, everything it knows comes through functions of ``crm``."""
