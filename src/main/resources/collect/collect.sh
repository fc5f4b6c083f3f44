#!/bin/sh
# Collects the files of this host that targetnode needs, and uploads them or writes them to an archive. Changes nothing on the
# host. Collects no host name, MAC address or serial number. Run it as root; otherwise it reports the files that it cannot read.
set -u
usage() {
    echo "usage: collect.sh [-h] [URL] [NAME]
  collect.sh [rack1-h7]      writes targetnode-rack1-h7.tar.gz, or targetnode-host.tar.gz
  collect.sh URL rack1-h7    uploads it as topology rack1-h7:  curl -fsS URL/collect.sh | sh -s -- URL rack1-h7
                             the environment variable TARGETNODE_API_KEY has the key, if the service needs one"
}
missed() { echo "collect.sh: $1" >>"$work/missed"; }
finish() { # says last what is missing
    [ ! -s "$work/missed" ] || { cat "$work/missed" && [ "$(id -u)" -eq 0 ] ||
        echo "collect.sh: run it as root to collect more:  curl -fsS ${url:-URL}/collect.sh | sudo sh -s -- ${url:+$url }$name"; } >&2
    rm -rf "$work"
}
url='' name=host
for word; do
    case $word in -*) usage; exit 0 ;; http://* | https://*) url=${word%/} ;; *) name=$word ;; esac
done
root=${TARGETNODE_ROOT:-} # for tests: the directory that holds sys and proc
umask 077
work=$(mktemp -d) && trap finish EXIT && out=$work/files && mkdir "$out" || exit 1
for table in SRAT CEDT SLIT HMAT; do
    file=$root/sys/firmware/acpi/tables/$table
    if [ -r "$file" ] && cat "$file" >"$out/$table"; then :; elif [ -e "$file" ]; then
        missed "$table cannot be read: run collect.sh as root; otherwise the answers are those of a machine without $table"
    else case $table in SRAT | CEDT) missed "this host has no $table" ;; esac fi
done
kept='Linux version |(Kernel c|C)ommand line:|(BIOS-provided|user-defined|modified) physical RAM map|BIOS-e820: |user: \['
kept="$kept|modified: \[|e820: (update|remove) \[|RAMDISK: \[|ACPI: [A-Z0-9_]{4} 0x|ACPI: (SRAT|CEDT|SLIT|HMAT)[ :]|SRAT: |NUMA"
kept="$kept|cxl_acpi.* node: |Unknown (target|online) node for memory|Xen: \[|(e820: )?last_pfn = |Zone ranges:|Warning: node |Initializing node "
kept="$kept|Early memory node ranges| *[Nn]ode +[0-9]+: ?\[mem|[Nn]ode [0-9]+ \[mem|Initmem setup node|No NUMA config|Faking a node|smp: Brought up|\.\.\.\. node "
words='(mem|memmap|numa|acpi|efi|efi_fake_mem|maxcpus|nr_cpus)=|movable_node|nosmp'
filter() { # removes time stamps, the first line except its release, and the command line except words about memory or nodes
    sed -E 's/^(<[0-9]+>|\[ *[0-9.]+\] ?|\[ *[TC][0-9]+\] ?|kernel: )*//' | grep -aE "^($kept)" | sed -E "
        /^Linux version/s/^(Linux version [^ ]+) .*( Debian [0-9][^ ]*).*/\1\2/; t
        s/^(Linux version [^ ]+) .*/\1/; t
        /^(Kernel c|C)ommand line:/{ s/ command line:/_line:/; s/^Command line:/Command_line:/; s/ @[^ ]*//g
            s/ ($words)/ @\1/g; s/ [^ @][^ ]*//g; s/ @/ /g; s/^Kernel_line:/Kernel command line:/; s/^Command_line:/Command line:/; }"
}
log() { "$@" 2>/dev/null | filter >"$out/dmesg" && grep -q '^Linux version' "$out/dmesg"; }
log dmesg || log journalctl -k -b -o cat || log cat "$root/var/log/dmesg" || log dmesg ||
    missed "the boot log has lost its beginning: run collect.sh as root, or soon after boot; otherwise kernel and usable RAM are assumed"
grep -E ' : (System RAM|Soft Reserved|Persistent Memory|CXL Window|region[0-9]|dax[0-9])' "$root/proc/iomem" >"$out/iomem"
grep -qvE '^ *0+-0+ ' "$out/iomem" || { missed "/proc/iomem shows no addresses: run collect.sh as root; otherwise the windows in use are unknown"; rm "$out/iomem"; }
for entry in "$root"/sys/firmware/memmap/[0-9]*; do
    [ -r "$entry/type" ] && echo "${entry##*/} $(cat "$entry/start") $(cat "$entry/end") $(cat "$entry/type")"
done >"$out/memmap"
memblock=$root/sys/kernel/debug/memblock/memory # of kernels that keep the list after the boot, as those of arm64 do
if [ -r "$memblock" ]; then cat "$memblock" >"$out/memblock"; else case $(uname -m) in
    aarch64 | riscv64 | loongarch64) missed "$memblock cannot be read: run collect.sh as root, after 'mount -t debugfs none /sys/kernel/debug'" ;;
esac fi
below() { cd "$root/sys/devices/$1" 2>/dev/null || missed "no /sys/devices/$1: $2"; }
(below system/memory "online memory is unknown" && grep -s . block_size_bytes /dev/null
    find . -path './memory[0-9]*/phys_index' -o -path './memory[0-9]*/state' | sort | xargs grep -s . /dev/null) | sed 's|^\./||' >"$out/memory-blocks"
(below system/node "nodes are unknown" && grep -s 'MemTotal:' node[0-9]*/meminfo /dev/null
    grep -s . node[0-9]*/distance has_cpu /dev/null; find . -path './node[0-9]*/memory[0-9]*' -prune | sort) | sed 's|^\./||' >"$out/nodes"
(below virtual/memory_tiering "memory tiers are unknown" && grep -s . memory_tier[0-9]*/nodelist /dev/null) >"$out/memory-tiers"
tool() { # the output of a program, if it is installed; not in tests, where it would describe another machine
    [ -z "$root" ] && command -v "$2" >/dev/null && { file=$1; shift; "$@" 2>/dev/null |
        sed -E 's/("(serial|uuid)" *: *)("[^"]*"|[0-9]+)/\10/' >"$out/$file"; }
}
tool lsmem lsmem -J -b -o+NODE; tool daxctl daxctl list -RDM; tool cxl cxl list -vvv; tool numactl numactl -H
for file in "$out"/*; do [ "$(wc -c <"$file")" -gt 4 ] || rm "$file"; done
(cd "$out" && tar -cf - --numeric-owner -- * | gzip) >"$work/bundle" || exit 1
if [ -z "$url" ]; then cp "$work/bundle" "targetnode-$name.tar.gz" && echo "targetnode-$name.tar.gz"; exit; fi
credential() { # not an argument, which other users of this host could see
    [ -z "${TARGETNODE_API_KEY:-}" ] || echo "header = \"Authorization: Bearer $TARGETNODE_API_KEY\""
}
credential | curl -sS -K - -X PUT -H 'Content-Type: application/gzip' --data-binary "@$work/bundle" -o "$work/answer" -w '%{http_code}' \
    "$url/api/v1/topologies/$name" >"$work/status" || exit 1
cat "$work/answer" && grep -q '^2' "$work/status"
