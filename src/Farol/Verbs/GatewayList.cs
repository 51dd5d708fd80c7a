using System.CommandLine;
using System.Globalization;
using Farol.Control.Joining;

namespace Farol.Verbs;

/// <summary><c>farol gateway list</c>: every gateway that is linked, was, or may be.</summary>
internal static class GatewayList
{
    public static Command CreateCommand()
    {
        var data = GatewayDesk.CreateDataOption();
        var list = new Command("list", "List the gateways of a control plane, and how they are") { data };
        list.SetAction(async (parsed, token) =>
        {
            if (await GatewayDesk.AskAsync(parsed.GetValue(data), new DeskQuestion { Do = "list" }, Console.Error, token) is not { Gateways: { } gateways })
            {
                return 1;
            }

            await Console.Out.WriteLineAsync(Line("NAME", "STATE", "SINCE", "REVISION", "CERTIFICATE OR TOKEN UNTIL"));
            foreach (var gateway in gateways)
            {
                await Console.Out.WriteLineAsync(Line(gateway.Name, gateway.State, Time(gateway.Since), gateway.Revision?.ToString(CultureInfo.InvariantCulture) ?? "-", Time(gateway.ExpiresAt)));
            }

            return 0;
        });
        return list;
    }

    private static string Line(string name, string state, string since, string revision, string until) => $"{name,-20} {state,-8} {since,-16} {revision,-8} {until}".TrimEnd();

    private static string Time(DateTimeOffset? at) => at?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "-";
}
