"""Given names that nearly always belong to a woman or a man: only so that "she" is not John."""

from typing import Final

from claims.splitting import lexicon

WOMEN: Final = lexicon.words(
    "anna ana anne ann maria mary marie elena helena helen elizabeth sarah sara laura julia julie "
    "emma emily sophia sofia olivia jennifer jessica linda susan karen nancy lisa margaret sandra "
    "carol michelle angela hillary melania ivanka kamala theresa teresa angelique ursula "
    "christine christina kristina catherine katherine kate kathleen barbara patricia rachel "
    "rebecca hannah fatima aisha ayesha leila layla zeynep ayse elif maryam miriam nadia natalia "
    "natasha olga tatiana svetlana irina ekaterina yulia oksana ingrid astrid greta lucia carmen "
    "isabel isabella rosa clara claire charlotte alice jane janet joan diana victoria gloria "
    "martha amy erin megan nicole stephanie monica veronica valeria gabriela camila mariana "
    "beatriz ines priya indira sonia sushma mamata mei ling yuki sakura naomi amina halima "
    "khadija ngozi wangari malala benazir noor huda samira rania yasmin shirin nasrin vera nina "
    "eva ella ida lena lea"
)
MEN: Final = lexicon.words(
    "john james robert michael william david richard joseph thomas charles daniel matthew anthony "
    "mark donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason "
    "jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin "
    "samuel gregory frank alexander patrick raymond jack dennis jerry tyler aaron jose adam "
    "nathan henry peter bill joe bob jim tom mike dan tim boris vladimir sergei sergey dmitry "
    "dmitri alexei igor ivan mikhail yuri oleg viktor victor andrei nikolai pavel emmanuel "
    "francois jacques jean pierre louis olivier hans klaus jürgen juergen wolfgang karl fritz "
    "olaf friedrich carlos juan luis miguel jorge pedro pablo diego fernando javier manuel "
    "antonio rafael ricardo mario marco giuseppe luca giovanni paolo silvio matteo ahmed ahmad "
    "mohammed muhammad mohamed mohammad mahmoud mustafa ali hassan hussein hussain omar khalid "
    "ibrahim yusuf youssef abdullah recep tayyip kemal mehmet emre bashar hafez saddam osama "
    "narendra rahul amit arvind imran nawaz shahbaz xi kim chen wei benjamin benny moshe yitzhak "
    "ehud simon martin oliver harry philip keir rishi tony gordon barack mitch marco ted bernie "
    "kofi nelson jacob cyril lloyd merrick derek matt lukas jonas felix"
)
