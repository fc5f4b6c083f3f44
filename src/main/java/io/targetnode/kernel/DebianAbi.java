package io.targetnode.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stable level of Debian 12's kernels, whose names have an ABI number instead: 6.1.0-50-amd64 is 6.1.176. */
final class DebianAbi {

    private static final Pattern NAME = Pattern.compile("6\\.1\\.0-(\\d{1,3})-(?:cloud-|rt-)?(?:amd64|arm64).*");

    /** ABI and stable level; 45, 46 and 47 are all 6.1.170 (kernel-rules 5.4). */
    private static final String LEVELS = """
            1=4 2=7 3=8 4=11 5=12 6=15 7=20 8=25 9=27 10=38 11=38 12=52 13=55 14=64 15=66 16=67 17=69 18=76 19=82 20=85 21=90 \
            22=94 23=99 24=106 25=106 26=112 27=115 28=119 29=123 30=124 31=128 32=129 33=133 34=135 35=137 36=139 37=140 38=147 \
            39=148 40=153 41=158 42=159 43=162 44=164 45=170 46=170 47=170 48=172 49=174 50=176 51=177 52=180 53=187 54=190 55=192 \
            56=192""";

    private static final Map<String, Integer> LEVEL_OF_ABI = new HashMap<>();

    static {
        for (String entry : LEVELS.split(" ")) {
            String[] numbers = entry.split("=");
            LEVEL_OF_ABI.put(numbers[0], Integer.valueOf(numbers[1]));
        }
    }

    private DebianAbi() {}

    /** The stable level of a release of this form; empty for other names and for newer ABI numbers. */
    static OptionalInt stableLevel(String release) {
        Matcher name = NAME.matcher(release);
        Integer level = name.matches() ? LEVEL_OF_ABI.get(name.group(1)) : null;
        return level == null ? OptionalInt.empty() : OptionalInt.of(level);
    }
}
