using System.CommandLine;

namespace Farol.Verbs;

/// <summary><c>farol vrp parse "display version" &lt; output</c>.</summary>
internal static class Vrp
{
    public static Command CreateCommand()
    {
        var typed = new Argument<string>("command") { Description = "The command whose output is on standard input, such as \"display version\"" };
        var parse = new Command("parse", "Read a router's output and print it as JSON") { typed };
        parse.SetAction(async (parsed, token) =>
        {
            await using var input = Console.OpenStandardInput();
            return await VrpParse.RunAsync(parsed.GetValue(typed)!, input, Console.Out, Console.Error, token);
        });
        return new Command("vrp", "Work with outputs of Huawei VRP routers") { parse };
    }
}
