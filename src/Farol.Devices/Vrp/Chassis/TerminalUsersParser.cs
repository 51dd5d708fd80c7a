using System.Collections.Immutable;
using Farol.Devices.Vrp.Reading;

namespace Farol.Devices.Vrp.Chassis;

/// <summary>Reads "display users".</summary>
public static class TerminalUsersParser
{
    private const string Command = "display users";

    /// <param name="text">The output.</param>
    /// <param name="isFiltered">True where "| include" or its like may have left out the header: a row that can be no other table's is then enough.</param>
    /// <exception cref="VrpParseException">The text is no such output.</exception>
    public static TerminalUsers Parse(ReadOnlySpan<char> text, bool isFiltered = false)
    {
        var reader = new OutputReader(Command, text);
        var users = ImmutableArray.CreateBuilder<TerminalUser>();
        var hasHeader = false;
        while (reader.Next())
        {
            var line = reader.Content;
            if (line.Begins("User-Intf") && line.Has("Delay"))
            {
                hasHeader = true;
                continue;
            }

            if (!hasHeader && users.Count == 0 && !(isFiltered && IsTerminal(line)))
            {
                throw reader.Unexpected("the header \"User-Intf  Delay  Type  Network Address …\"");
            }

            var name = line.TryAfter("Username", out var rest) ? rest.TrimStart(" :") : default;
            var row = name.IsEmpty ? line : line[..line.IndexOf("Username", StringComparison.OrdinalIgnoreCase)];
            if (TryUser(row) is { } user)
            {
                users.Add(user);
            }

            if (users.Count > 0 && users[^1].Username is null && !name.IsEmpty && !name.Is("Unspecified"))
            {
                users[^1] = users[^1] with { Username = name.OrNull() };
            }
        }

        return hasHeader || users.Count > 0
            ? new TerminalUsers(users.DrainToImmutable())
            : throw reader.Unexpected("the header \"User-Intf  Delay  Type  Network Address …\"");
    }

    /// <summary>A row that a filter left without its header.</summary>
    private static bool IsTerminal(ReadOnlySpan<char> line) =>
        TryUser(line) is { IdleSeconds: not null } user && (user.Terminal.StartsWith("VTY ", StringComparison.Ordinal) || user.Terminal.StartsWith("CON ", StringComparison.Ordinal));

    /// <summary>"+ 34  VTY 0   00:00:00  TEL  10.134.146.150  pass  yes"; a console has neither type nor address.</summary>
    private static TerminalUser? TryUser(ReadOnlySpan<char> line)
    {
        var isOwn = line.StartsWith('+');
        var tokens = new TokenReader(line.TrimStart('+'));
        var number = Number.Small(tokens.First());
        var kind = tokens.First();
        var index = tokens.First();
        if (number is null || kind.IsEmpty || Number.Small(index) is null)
        {
            return null;
        }

        long? idle = null;
        if (Moment.Seconds(tokens.Rest.FirstWord()) is { } seconds)
        {
            idle = seconds;
            tokens.First();
        }

        bool? authorization = null;
        var rest = tokens;
        var last = rest.Last();
        if (last.Is("yes") || last.Is("no"))
        {
            authorization = last.Is("yes");
            tokens = rest;
        }

        var status = StatusOf(ref tokens);
        var type = tokens.First();
        return new TerminalUser
        {
            Own = isOwn,
            Number = number.Value,
            Terminal = $"{kind} {index}",
            IdleSeconds = idle,
            Type = type.OrNull(),
            Address = tokens.Rest.OrNull(),
            AuthenticationStatus = status,
            CommandAuthorization = authorization,
        };
    }

    private static string? StatusOf(ref TokenReader tokens)
    {
        var rest = tokens;
        if (!rest.Last().Is("pass"))
        {
            return null;
        }

        tokens = rest;
        if (!rest.Last().Is("not"))
        {
            return "pass";
        }

        tokens = rest;
        return "not pass";
    }
}
