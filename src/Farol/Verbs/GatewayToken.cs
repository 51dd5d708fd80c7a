using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Farol.Configuration.Gateway;
using Farol.Control.Joining;

namespace Farol.Verbs;

/// <summary><c>farol gateway token create NAME [--expires 1h]</c>: what a gateway on another machine joins with.</summary>
internal static class GatewayToken
{
    public static Command CreateCommand()
    {
        var name = new Argument<string>("name") { Description = "The gateway's name from then on: lower-case letters, digits and \"-\"" };
        var expires = new Option<TimeSpan?>("--expires") { Description = "How long it may be used, such as 30m, 1h or 2d (default: 1h)", CustomParser = Lifetime };
        var data = GatewayDesk.CreateDataOption();
        var create = new Command("create", "Make a token that lets one gateway join, once; shown this once") { name, expires, data };
        create.SetAction((parsed, token) => RunAsync(parsed.GetValue(data), parsed.GetValue(name)!, parsed.GetValue(expires), Console.Out, Console.Error, token));
        return new Command("token", "Tokens that gateways on other machines join with") { create };
    }

    private static TimeSpan? Lifetime(ArgumentResult given)
    {
        var text = given.Tokens.Count == 1 ? given.Tokens[0].Value : "";
        if (Duration.TryParse(text, out var lifetime))
        {
            return lifetime;
        }

        given.AddError($"--expires \"{text}\": write a number and s, m, h or d, such as 1h");
        return null;
    }

    private static async Task<int> RunAsync(string? data, string name, TimeSpan? expires, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (await GatewayDesk.AskAsync(data, new DeskQuestion { Do = "token", Name = name, Seconds = expires?.TotalSeconds }, error, cancellationToken) is not { } answer)
        {
            return 1;
        }

        await output.WriteLineAsync(answer.Token);
        await error.WriteLineAsync(
            $"It is good once, until {answer.ExpiresAt!.Value.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}. On the other machine, with this machine's name or address:");
        await error.WriteLineAsync($"  farol gateway --link tls:HOST:{answer.Port} --join TOKEN");
        return 0;
    }
}
