using System.CommandLine;

namespace Farol.Verbs;

/// <summary><c>farol gateway check FILE</c> and <c>farol gateway diff FILE [--against FILE]</c>.</summary>
internal static class Gateway
{
    public static Command CreateCommand()
    {
        return new Command("gateway", "Steer HTTP by a configuration file")
        {
            CreateCheck(),
            CreateDiff(),
        };
    }

    private static Command CreateCheck()
    {
        var file = new Argument<string>("file") { Description = "The configuration file" };
        var check = new Command("check", "Say everything that is wrong in a configuration file, with line and key") { file };
        check.SetAction((parsed, token) => GatewayCheck.RunAsync(
            parsed.GetValue(file)!, Environment.GetEnvironmentVariable, Console.Out, Console.Error, token));
        return check;
    }

    private static Command CreateDiff()
    {
        var file = new Argument<string>("file") { Description = "The configuration file" };
        var against = new Option<string?>("--against") { Description = "The file before it (default: an empty one, so that everything is new)" };
        var diff = new Command("diff", "List what a configuration file changes: listeners, certificates, pools, backends, routes, tenants") { file, against };
        diff.SetAction((parsed, token) => GatewayDiff.RunAsync(
            parsed.GetValue(file)!, parsed.GetValue(against), Environment.GetEnvironmentVariable, Console.Out, Console.Error, token));
        return diff;
    }
}
