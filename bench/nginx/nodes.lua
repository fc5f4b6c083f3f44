-- A binary search over the segments, which the workers share since they were loaded before the fork. Numbers are doubles:
-- exact below 2^53.
local nodes = {}
local starts, ends, targets = {}, {}, {}

function nodes.load(path)
    for line in io.lines(path) do
        local first, last, node = line:match("^(%w+),(%w+),(-?%d+)$")
        starts[#starts + 1] = tonumber(first)
        ends[#ends + 1] = tonumber(last)
        targets[#targets + 1] = tonumber(node)
    end
end

local function node_of(address)
    local low, high = 1, #starts
    while low <= high do
        local middle = math.floor((low + high) / 2)
        if starts[middle] <= address then
            low = middle + 1
        else
            high = middle - 1
        end
    end
    return high > 0 and address <= ends[high] and targets[high] or -1
end

function nodes.answer()
    local text = ngx.var.arg_address
    local address = text and tonumber(text)
    if not address then
        return ngx.exit(400)
    end
    local body = '{"address":"' .. text .. '","targetNode":' .. node_of(address) .. "}\n"
    ngx.header.content_length = #body
    ngx.print(body)
end

return nodes
