-- Fluent Bit's filter `lua`: gives each record what the table of `tagsync export csv` tells of its addresses.
-- Set these four; the rest stays as it is.

-- Where the table is. Write it beside, and rename it: it may be read at any time.
local TABLE = os.getenv('TAGSYNC_TABLE') or '/etc/fluent-bit/addresses.csv'
-- Members of a record that are addresses, and what is told of each is called.
local FIELDS = { src_ip = 'src', dst_ip = 'dst' }
-- The member that tells the id of the VPC, for addresses that several have.
local VPC = 'vpc'
-- Seconds after which the table is read again.
local EVERY = 300

local rows = {}
local read_at

-- A cell by RFC 4180, which may have line ends in it, and where the next one begins.
local function cell(text, from)
  if text:sub(from, from) ~= '"' then
    local to = text:find('[,\r\n]', from) or #text + 1
    return text:sub(from, to - 1), to
  end
  local to = from
  repeat
    to = text:find('"', to + 1, true)
    if to == nil then error('a quote is never closed') end
    local doubled = text:sub(to + 1, to + 1) == '"'
    if doubled then to = to + 1 end
  until not doubled
  local inside = text:sub(from + 1, to - 1):gsub('""', '"')
  return inside, to + 1
end

local function line(text, from)
  local cells = {}
  local at = from
  while true do
    cells[#cells + 1], at = cell(text, at)
    if text:sub(at, at) ~= ',' then break end
    at = at + 1
  end
  if text:sub(at, at) == '\r' then at = at + 1 end
  return cells, at + 1
end

local ESCAPED = { b = '\b', f = '\f', n = '\n', r = '\r', t = '\t' }

-- A text of JSON that begins at a quote, and where what follows it begins. Only control characters are numbers there.
local function json_text(text, from)
  local parts, at = {}, from + 1
  while true do
    local stop = text:find('["\\]', at)
    parts[#parts + 1] = text:sub(at, stop - 1)
    if text:sub(stop, stop) == '"' then return table.concat(parts), stop + 1 end
    local letter = text:sub(stop + 1, stop + 1)
    at = stop + 2
    if letter == 'u' then
      parts[#parts + 1] = string.char(tonumber(text:sub(at, at + 3), 16) % 256)
      at = at + 4
    else
      parts[#parts + 1] = ESCAPED[letter] or letter
    end
  end
end

-- The tags: one object of texts, without blanks.
local function tags_of(text)
  local tags, at, key = {}, 2, nil
  while text:sub(at, at) == '"' do
    key, at = json_text(text, at)
    tags[key], at = json_text(text, at + 1)
    if text:sub(at, at) == ',' then at = at + 1 end
  end
  return tags
end

local function read()
  local file, why = io.open(TABLE, 'rb')
  if file == nil then error('no table of addresses: ' .. why) end
  local text = file:read('*a')
  file:close()
  local found = {}
  local names, at = line(text, 1)
  while at <= #text do
    local cells
    cells, at = line(text, at)
    local row = {}
    for n = 2, #names do
      if cells[n] ~= '' then row[names[n]] = cells[n] end
    end
    row.tags = row.tags and tags_of(row.tags)
    found[cells[1]] = row
  end
  rows, read_at = found, os.time()
end

-- While a new table cannot be read, the last one stays.
read()

function tagsync(tag, timestamp, record)
  if os.time() - read_at >= EVERY and not pcall(read) then read_at = os.time() end
  local told = false
  for field, name in pairs(FIELDS) do
    local address, vpc = record[field], record[VPC]
    if type(address) == 'string' then
      local row = type(vpc) == 'string' and rows[vpc .. ' ' .. address] or rows[address]
      if row ~= nil then
        record[name] = row
        told = true
      end
    end
  end
  -- 2: the record is another one, its time is not; 0: neither is.
  return told and 2 or 0, timestamp, record
end
