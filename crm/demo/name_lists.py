"""The given and family names of the demo shop, by where they come from."""

from __future__ import annotations

from typing import Final

ENGLISH_GIVEN: Final = (
    "Adam Adrian Aidan Alan Albert Alec Alex Alfie Alice Alison Amanda Amber Amelia Amy Andrea"
    " Andrew Angela Ann Anna Annabel Anne Annie Anthony Archie Arthur Audrey Barbara Barry Beatrice"
    " Becky Ben Bernard Beth Betty Beverley Billie Brenda Brian Bridget Bruce Bryony Callum Carl"
    " Carol Caroline Catherine Cecily Charles Charlotte Chloe Chris Christine Claire Clara Clive"
    " Colin Connie Craig Daisy Daniel Daphne Darren David Dawn Deborah Denise Dennis Derek Diana"
    " Dominic Donald Doris Dorothy Douglas Duncan Edith Edmund Edward Edwin Eileen Elaine Eleanor"
    " Elizabeth Ella Ellen Ellie Elsie Emily Emma Eric Ernest Ethan Ethel Eva Evie Faye Felicity"
    " Fiona Flora Florence Frances Francis Frank Fred Freya Gareth Gary Gavin Gemma Geoffrey George"
    " Gerald Gillian Gladys Glenn Glenys Gordon Grace Graham Greg Guy Hannah Harold Harriet Harry"
    " Hazel Heather Helen Henry Hilary Holly Howard Hugh Hugo Ian Imogen Irene Iris Isaac Isabel"
    " Isla Ivy Jack Jacob Jacqueline Jake James Jamie Jan Jane Janet Janice Jasmine Jason Jean"
    " Jemima Jennifer Jeremy Jessica Jill Joan Joanna Joe Joel John Jonathan Joseph Joshua Joyce"
    " Judith Julia Julian Julie June Justin Karen Kate Kathleen Katie Keith Kenneth Kevin Kim"
    " Kirsty Laura Lauren Lawrence Leah Leonard Leslie Lewis Lily Linda Lisa Lorna Louise Lucy Luke"
    " Lynn Malcolm Margaret Maria Marion Mark Martha Martin Mary Matilda Matthew Maureen Max May"
    " Megan Melanie Michael Michelle Mildred Millie Miranda Miriam Mollie Monica Muriel Nancy Naomi"
    " Natalie Nathan Neil Nell Nicholas Nicola Nigel Nina Noah Nora Norman Olive Oliver Olivia"
    " Oscar Owen Pamela Patricia Patrick Paul Pauline Penelope Peter Philip Philippa Phoebe Phyllis"
    " Polly Rachel Ralph Raymond Rebecca Reginald Rhiannon Richard Robert Robin Roger Roland Ronald"
    " Rosalind Rose Rosemary Ross Rowan Roy Rupert Russell Ruth Ryan Sally Sam Samantha Sandra"
    " Sarah Sharon Sheila Shirley Sidney Simon Sophie Stanley Stella Stephen Stuart Susan Sylvia"
    " Tamsin Tara Thelma Theo Theresa Thomas Tim Tina Toby Tom Tracy Trevor Valerie Vanessa Vera"
    " Vernon Victor Victoria Vincent Violet Walter Wendy Wilfred William Winifred Yvonne Zara Zoe"
)
ENGLISH_FAMILY: Final = (
    "Adams Allen Andrews Armitage Atkinson Bailey Baker Barker Barnes Barraclough Bates Beaumont"
    " Bell Bennett Bentley Berry Booth Bradley Broadbent Brook Brown Burton Butler Butterworth"
    " Carter Chapman Clark Clayton Cole Collins Cooper Cox Crabtree Craven Crossley Davis Dawson"
    " Dean Dixon Ellis Evans Farrar Fawcett Firth Fisher Fletcher Foster Fox Gibson Gill Gray Green"
    " Greenwood Hall Hanson Hardcastle Hardy Harris Harrison Hart Hartley Harvey Hill Hirst"
    " Holdsworth Holmes Holroyd Horsfall Howard Hudson Hughes Hunt Hunter Illingworth Jackson"
    " Jagger Jenkins Johnson Jones Kay Kershaw King Knight Lambert Lawson Lee Lewis Lister Lloyd"
    " Lockwood Lumb Marsden Marshall Martin Mason Mellor Metcalfe Midgley Miller Mills Mitchell"
    " Moore Morgan Morris Morton Murgatroyd Naylor Newton Noble Oldroyd Outhwaite Owen Palmer"
    " Parker Parkin Pearson Perry Phillips Pickles Platt Pogson Powell Price Priestley Ramsden"
    " Rawson Redman Reed Reynolds Rhodes Richards Riley Roberts Robinson Robertshaw Rogers"
    " Rushworth"
    " Saunders Schofield Scott Senior Shackleton Shaw Shepherd Simpson Smith Spencer Stansfield"
    " Stead Stephenson Stevens Stocks Stone Stott Sutcliffe Swales Sykes Taylor Thackray Thomas"
    " Thompson Thornton Tordoff Turner Uttley Varley Wade Wadsworth Waite Walker Walsh Ward Watson"
    " Webb Webster Wells West Whitaker White Whiteley Wilkinson Williams Wilson Wood Woodhead"
    " Wormald Wright Wyatt Yates Young"
)
# Family names come from places: these make several hundred of them.
PLACE_BEGINNINGS: Final = (
    "Ash Alder Apple Ather Bar Beck Birk Black Bram Brad Brough Burn Cald Carl Clay Cross Dal Den"
    " East Ed El Farn Fern Gar Gold Grind Hal Hart Hazel Hather High Hol Hor Kel Kirk Lang Lin Long"
    " Lud Mal Mar Mil Nor Oak Os Pen Rad Raw Red Ring Rams Rip Row Shel Skel South Stan Stain Sud"
    " Swin Thorn Til Wal Wains War West Whit Wil Win Wool"
)
PLACE_ENDINGS: Final = (
    "bourne bridge brook bury by cliffe combe croft dale den field ford gate grave ham hurst ley"
    " low man more shaw stall stead stone thorpe thwaite ton tree wick well wood worth"
)
OTHER_NAMES: Final[tuple[tuple[int, str, str], ...]] = (
    # parts of a thousand, given names, family names
    (50,
     "Aoife Brendan Brigid Cathal Cian Ciara Colm Conor Declan Deirdre Eamon Eimear Eoin Fergus"
     " Finn Gráinne Liam Maeve Máire Niall Niamh Oisín Orla Pádraig Róisín Sean Seán Siobhan Sinéad"
     " Tadhg Úna",
     "Brady Brennan Byrne Burke Connolly Daly Doherty Doyle Duffy Dunne Farrell Fitzgerald Flynn"
     " Gallagher Healy Hennessy Kavanagh Kelly Kennedy Lynch McCarthy McGrath McLoughlin Maguire"
     " Moran Murphy Nolan O'Brien O'Callaghan O'Connor O'Neill O'Sullivan Quinn Regan Ryan"
     " Sweeney"),
    (45,
     "Ailsa Alasdair Angus Blair Cameron Catriona Dougal Eilidh Ewan Finlay Fraser Gregor Hamish"
     " Iain Innes Isobel Kenna Lachlan Mairi Malcolm Morag Morven Rory Shona Skye Struan",
     "Abercrombie Baird Buchanan Cameron Campbell Drummond Duncan Farquhar Ferguson Forbes Fraser"
     " Galbraith Gilchrist Gordon Graham Grant Gunn Innes Kerr Lindsay MacDonald MacGregor MacKay"
     " MacKenzie MacLeod McAllister McIntyre Menzies Munro Ogilvie Ramsay Sinclair Stewart"
     " Urquhart"),
    (35,
     "Aled Angharad Bethan Bronwen Carys Cerys Dafydd Delyth Dilys Dylan Eleri Emrys Ffion Gethin"
     " Gwen Gwyneth Heulwen Huw Ieuan Lowri Mair Megan Nia Rhodri Rhys Sian Tegan Tomos",
     "Bevan Bowen Cadwallader Davies Ellis Evans Griffiths Gwynne Howells Hughes Humphreys Jenkins"
     " Jones Llewellyn Lloyd Maddocks Meredith Morgan Parry Powell Prosser Pryce Pugh Rees Rowlands"
     " Tudor Vaughan Williams"),
    (55,
     "Agnieszka Aleksandra Andrzej Anna Bartosz Beata Błażej Dorota Ewa Grzegorz Halina Iwona Jakub"
     " Jerzy Kamila Katarzyna Krzysztof Łukasz Magda Małgorzata Marek Mateusz Monika Paweł Piotr"
     " Rafał Stanisław Tomasz Urszula Wojciech Zofia Żaneta",
     "Adamczyk Bąk Błaszczyk Borkowski Czarnecki Dąbrowski Duda Gajda Górski Jabłoński Kaczmarek"
     " Kowalczyk Kowalski Kozłowski Król Krawczyk Lewandowski Łuczak Malinowski Mazur Nowak"
     " Olszewski"
     " Pawlak Sikora Szymański Śliwa Walczak Wieczorek Wiśniewski Wójcik Zając Zieliński Żak"),
    (60,
     "Aarav Aditi Amit Anand Anita Anjali Arjun Asha Bhavna Deepa Dev Dinesh Divya Gita Hardeep"
     " Harpreet Ishaan Jaspreet Kavita Kiran Lakshmi Manjit Meera Mohan Neha Nikhil Parminder Pooja"
     " Priya Rajesh Ravi Rohan Sanjay Shreya Simran Sunita Suresh Vikram",
     "Acharya Agarwal Bains Banerjee Bhatt Chauhan Chopra Das Desai Dhillon Gandhi Ghosh Gill Gupta"
     " Iyer Jain Joshi Kapoor Kaur Khanna Kumar Malhotra Mehta Mistry Nair Pandya Parmar Patel Rao"
     " Reddy Sandhu Shah Sharma Sidhu Singh Solanki Thakur Varma"),
    (55,
     "Abdul Aisha Ali Amina Asif Bilal Bushra Faisal Farah Fatima Hamza Hassan Hina Ibrahim Imran"
     " Jamila Kamran Khadija Layla Mahmood Mariam Nadia Naveed Omar Rashid Rukhsana Saima Samira"
     " Shabnam Sumaiya Tahir Tariq Usman Yasmin Zainab Zahra",
     "Abbasi Ahmed Akhtar Akram Alam Ali Anwar Ashraf Aslam Aziz Bashir Begum Chaudhry Farooq"
     " Haider"
     " Hussain Iqbal Islam Javed Kazmi Khan Latif Mahmood Malik Mir Mirza Parveen Qureshi Rafiq"
     " Rahman Rashid Raza Saleem Shaikh Siddiqui Sultana Uddin Zaman"),
    (40,
     "Abena Ade Akosua Amara Ama Babajide Chidi Chiamaka Chinedu Ebele Efua Emeka Esi Femi Folake"
     " Ifeoma Ikenna Kofi Kwabena Kwame Ngozi Nkechi Obinna Ola Segun Temi Tunde Uche Yaa Yemi"
     " Zola",
     "Abiola Adebayo Adeyemi Agyeman Akande Amoah Ampofo Appiah Asante Balogun Boateng Chukwu Danso"
     " Eze Iwu Mensah Nwosu Obi Oduya Ogunleye Okafor Okeke Okonkwo Okoro Oladipo Osei Owusu"
     " Quartey Sarpong Tetteh Umeh"),
    (25,
     "Bao Chen Fang Hao Hui Jia Jing Jun Lan Lei Li Lin Ling Mei Min Ming Na Ping Qiang Rui Shan"
     " Tao Wei Wen Xin Xiu Yan Yi Ying Yun Zhen",
     "Cai Chan Chen Cheng Cheung Deng Fung Gao Guo He Ho Hu Huang Jiang Lau Leung Li Liang Lin Liu"
     " Luo Ma Ng Peng Shen Sun Tan Tang Wang Wong Wu Xie Xu Yang Ye Yip Zhang Zhao Zheng Zhou Zhu"),
    (25,
     "Anke Bärbel Birgit Claudia Dieter Elke Friedrich Gerhard Gisela Günther Hannes Heike Heinz"
     " Ilse Ingrid Jens Jörg Jürgen Katja Klaus Leonie Lothar Matthias Moritz Renate Rüdiger Sabine"
     " Stefan Till Ulrike Uwe Wolfgang",
     "Ackermann Bauer Becker Böhm Brandt Dietrich Engel Fischer Frank Groß Haas Hartmann Hoffmann"
     " Jäger Keller Köhler König Krüger Lehmann Meier Möller Müller Neumann Peters Richter Roth"
     " Schäfer Schmidt Schneider Schröder Schulz Vogel Wagner Weber Weiß Winkler Zimmermann"),
    (25,
     "Anders Åsa Astrid Bjørn Birgitta Eirik Elin Erik Freja Gunnar Håkon Helga Ingrid Jens Karin"
     " Kjell Lars Linnea Magnus Maja Nils Ola Pernille Ragnhild Signe Sigrid Søren Svein Torbjörn"
     " Tove Ulf Yngve",
     "Andersen Berg Bjørnstad Dahl Eriksen Fjeld Forsberg Gustafsson Hagen Halvorsen Hansen Haugen"
     " Holm Jensen Johansson Karlsson Kjær Larsen Lindqvist Lund Møller Nielsen Nilsson Nygård"
     " Olsen"
     " Pedersen Sjöberg Solberg Sørensen Strand Svensson Thorsen Ødegård Åkesson"),
    (25,
     "Alessandro Alessia Antonella Beppe Bianca Carlo Chiara Claudio Elisabetta Enzo Fabrizio"
     " Francesca Gianni Giorgia Giulia Ilaria Lorenzo Luca Marcello Matteo Nicoletta Paola Petra"
     " Pietro Renzo Rosaria Salvatore Silvia Stefania Tommaso Vittoria",
     "Amato Barbieri Bianchi Bruno Caruso Colombo Conti Costa D'Angelo De Luca Esposito Ferrara"
     " Ferrari Fontana Gallo Gatti Giordano Greco Leone Lombardi Marchetti Mariani Martini Moretti"
     " Pellegrini Ricci Rinaldi Rizzo Romano Rossi Russo Santoro Serra Sioli Villa Vitale"),
    (35,
     "Adriana Álvaro Ana Andrés António Beatriz Carmen Catarina Cláudia Diego Elena Fernando"
     " Gonçalo Guadalupe Inês Íñigo Joana João José Lucía Luís Marta Martín Miguel Núria Paulo"
     " Pilar"
     " Ramón Raúl Rocío Sofía Teresa Tiago Ximena",
     "Aguilar Almeida Álvarez Barbosa Cabrera Cardoso Carvalho Castro Correia Cruz Delgado Díaz"
     " Domínguez Fernández Ferreira Fonseca García Gómez González Gutiérrez Hernández Jiménez Lopes"
     " López Martínez Medina Mendes Muñoz Núñez Oliveira Ortega Peña Pereira Ramírez Ribeiro"
     " Rodrigues Ruiz Sánchez Santos Silva Sousa Teixeira Vázquez"),
    (25,
     "Agathe Amélie Anaïs Antoine Aurélie Baptiste Benoît Camille Céline Clémence Élodie Émile"
     " Étienne Fabien François Geneviève Hélène Hervé Jérôme Lucie Mathieu Maëlle Noémie Océane"
     " Pascal Rémi Sandrine Solène Sylvain Thérèse Yann Zélie",
     "Arnaud Aubert Barbier Bernard Bertrand Blanchard Bouvier Caron Chevalier Collet Dubois Dupuis"
     " Durand Fabre Faure Garnier Girard Guérin Lacroix Lambert Lebrun Lefèvre Legrand Lemoine"
     " Marchand Mercier Moreau Morel Noël Perrin Petit Renaud Rousseau Roux Simon Vidal"),
    (20,
     "Ahmet Aylin Ayşe Barış Burak Can Cem Deniz Ebru Elif Emre Esra Fatma Gökhan Gül Hakan İpek"
     " Kemal Leyla Mehmet Melis Murat Nur Özge Selin Serkan Sevgi Şebnem Tolga Tuğba Yusuf Zeynep",
     "Acar Aksoy Arslan Aslan Aydın Bulut Çelik Çetin Demir Doğan Erdoğdu Güler Güneş Işık Kaplan"
     " Kara Kaya Keskin Kılıç Koç Korkmaz Kurt Öz Özdemir Özkan Öztürk Polat Şahin Şen Şimşek Tekin"
     " Toprak Yavuz Yıldırım Yıldız Yılmaz"),
    (20,
     "Adrian Alexandru Alina Andreea Bogdan Camelia Carmen Cătălin Corina Cosmin Cristina Daniela"
     " Dragoș Elena Florin Gabriela Horia Ioana Ionuț Iulia Laura Liviu Luminița Mihai Mihaela"
     " Oana Radu Raluca Răzvan Simona Ștefan Vlad",
     "Albu Avram Barbu Bălan Ciobanu Constantin Cozma Diaconu Dinu Dobre Dumitru Enache Florea"
     " Georgescu Grigore Ilie Ionescu Lazăr Lungu Marin Matei Mocanu Moldovan Munteanu Neagu"
     " Nistor Oprea Pavel Petrescu Popa Popescu Rusu Sandu Stan Stoica Toma Tudor Ungureanu Voicu"),
    (20,
     "Andriy Bohdan Daryna Dmytro Halyna Hanna Ihor Ivan Iryna Kateryna Khrystyna Lesya Liudmyla"
     " Maksym Marta Mykola Nadiia Nataliya Oksana Oleh Olena Orest Petro Roman Serhiy Solomiya"
     " Svitlana Taras Tetyana Vasyl Viktor Yaroslav Yuliia Zoryana",
     "Bondar Bondarenko Boyko Chornovil Dovzhenko Hnatiuk Honchar Horbatiuk Hrytsenko Ivanchuk"
     " Koval Kovalenko Kozak Kravchuk Kulish Lysenko Marchenko Melnyk Moroz Oliynyk Panchenko"
     " Petrenko Polishchuk Rudenko Savchenko Shevchuk Shvets Stepanenko Tkachenko Tymchuk Vovk"
     " Yatsenko Zabolotny"),
    (15,
     "Anh Bình Châu Chi Đức Dũng Giang Hà Hải Hạnh Hiền Hoa Hùng Hương Khánh Khoa Lan Linh Long Mai"
     " Minh Nam Nga Ngọc Phúc Quang Sơn Thảo Thu Trang Tuấn Vân",
     "Bùi Cao Châu Đặng Đinh Đỗ Dương Hồ Hoàng Huỳnh Lâm Lê Lương Lý Mai Ngô Nguyễn Phạm Phan Phùng"
     " Tô Trần Trịnh Trương Võ Vũ"),
    (15,
     "Alani Aleki Ana Fetu Filipe Finau Folau Ioane Kalani Lani Leilani Losa Lupe Malia Manu Masina"
     " Mele Moana Pita Sela Semisi Sina Sione Siosaia Tala Tavita Tevita Vai Viliami",
     "Afoa Ale Faleafa Faleolo Fifita Finau Folau Fonua Havili Kata Kioa Latu Leota Lolohea Mahe"
     " Manu Moala Naufahu Palelei Piutau Pulu Sapolu Tau Taufa Tonga Tuala Tui Tuipulotu Vea"),
    (10,
     "Aris Athina Christos Costas Despina Dimitra Eleni Evangelos Fotini Giorgos Ioanna Katerina"
     " Kyriaki Maria Michalis Nikos Panos Rena Sofia Spyros Stavros Thanasis Vasiliki Yannis Zoe",
     "Alexiou Anagnostou Andreou Antoniou Dimou Economou Georgiou Ioannou Karras Kostas Lambrou"
     " Makris Markou Mavros Nikolaou Panagiotou Pappas Pavlou Petrou Sarris Stavrou Theodorou"
     " Vasiliou Vlahos Zafeiris"),
    (2, "小明 美玲 志强 秀英 伟 丽华 建国 雅婷 家豪 思敏", "王 李 张 刘 陈 杨 黄 赵 吴 周"),
    (2, "محمد فاطمة يوسف ليلى عمر سارة خالد مريم حسن نور",
    "الخطيب حداد منصور نجار خوري سليم عباس درويش"),
    (2, "Олена Иван Ольга Дмитро Анна Сергій Наталья Павло Марія Тарас",
     "Шевченко Коваленко Иванова Мельник Бондар Кравець Лисенко Соколова"),
    (2, "রহিম সুমাইয়া করিম নাসরিন আরিফ তানিয়া শফিক রুমানা", "আহমেদ হোসেন চৌধুরী ইসলাম রহমান খাতুন সরকার"),
)  # fmt: skip
