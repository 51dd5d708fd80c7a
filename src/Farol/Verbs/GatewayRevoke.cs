using System.CommandLine;
using Farol.Control.Joining;

namespace Farol.Verbs;

/// <summary><c>farol gateway revoke NAME</c>: it may not link any more.</summary>
internal static class GatewayRevoke
{
    public static Command CreateCommand()
    {
        var name = new Argument<string>("name") { Description = "As in \"farol gateway list\"" };
        var data = GatewayDesk.CreateDataOption();
        var revoke = new Command("revoke", "End a gateway's link and let it not come back; it goes on serving what it has") { name, data };
        revoke.SetAction(async (parsed, token) =>
        {
            var answer = await GatewayDesk.AskAsync(parsed.GetValue(data), new DeskQuestion { Do = "revoke", Name = parsed.GetValue(name)! }, Console.Error, token);
            if (answer is not null)
            {
                await Console.Out.WriteLineAsync($"{parsed.GetValue(name)} may not link any more. It serves what it has until it is stopped.");
            }

            return answer is null ? 1 : 0;
        });
        return revoke;
    }
}
