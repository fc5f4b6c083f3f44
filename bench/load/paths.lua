-- For wrk: asks for the paths of a file in turn, with the API key that may follow, and prints the sum of the run as JSON.
local paths, at = {}, 0

function init(arguments)
    if arguments[2] then
        wrk.headers["Authorization"] = "Bearer " .. arguments[2]
    end
    for path in io.lines(arguments[1]) do
        paths[#paths + 1] = wrk.format("GET", path)
    end
end

function request()
    at = at % #paths + 1
    return paths[at]
end

function done(summary, latency)
    local failed = summary.errors
    print(string.format(
        '{"requests": %d, "failed": %d, "seconds": %.6f, "p50_us": %.0f, "p99_us": %.0f}',
        summary.requests,
        failed.connect + failed.read + failed.write + failed.status + failed.timeout,
        summary.duration / 1e6, latency:percentile(50), latency:percentile(99)))
end
