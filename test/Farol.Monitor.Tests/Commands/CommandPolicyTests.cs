using Farol.Monitor.Commands;
using Testing.Support;

namespace Farol.Monitor.Tests.Commands;

/// <summary>The table of allowed and refused inputs is Cases.txt: a person can read and extend it.</summary>
public sealed class CommandPolicyTests
{
    private static readonly CommandPolicy _policy = new();

    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            var lines = File.ReadAllLines(RepositoryRoot.File("test", "Farol.Monitor.Tests", "Commands", "Cases.txt"));
            foreach (var line in lines.Where(l => l.Length > 0 && !l.StartsWith('#')))
            {
                var arrow = line.LastIndexOf(" => ", StringComparison.Ordinal);
                data.Add(line[..arrow].Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\r", "\r", StringComparison.Ordinal)
                    .Replace("\\t", "\t", StringComparison.Ordinal).Replace("\\0", "\0", StringComparison.Ordinal)
                    .Replace("\\x03", "\x03", StringComparison.Ordinal).Replace("\\x1b", "\x1b", StringComparison.Ordinal), line[(arrow + 4)..]);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_line_of_the_table_is_judged_as_it_says(string line, string expected)
    {
        var decision = _policy.Decide(line);
        Assert.Equal(expected, decision.IsAllowed ? decision.Command : "REFUSED " + decision.Rule);
    }

    [Fact]
    public void Every_rule_is_reached_by_the_table()
    {
        var reached = Cases.Select(c => _policy.Decide(c.Data.Item1).Rule).OfType<CommandRule>().ToHashSet();
        reached.Add(_policy.Decide(new string('x', CommandPolicy.MaxCommandLength + 1)).Rule!.Value);
        reached.Add(_policy.Decide("display interface " + string.Join(' ', Enumerable.Repeat("a", 20))).Rule!.Value);
        Assert.Equal(Enum.GetValues<CommandRule>().Order(), reached.Order());
    }

    [Fact]
    public void Every_refusal_says_why_and_what_is_sent_is_judged_again_the_same()
    {
        foreach (var c in Cases)
        {
            var decision = _policy.Decide(c.Data.Item1);
            Assert.NotEqual(decision.IsAllowed, decision.Reason is { Length: > 10 });
            if (decision.IsAllowed)
            {
                Assert.Equal(decision.Command, _policy.Decide(decision.Command!).Command);
            }
        }
    }

    [Fact]
    public void An_administrator_opens_one_closed_family_and_no_other()
    {
        var opened = new CommandPolicy(["display arp"]);
        Assert.True(opened.Decide("display arp").IsAllowed);
        Assert.Equal(CommandRule.ClosedFamily, opened.Decide("display current-configuration").Rule);
        Assert.Equal(["display nothing"], CommandPolicy.UnknownFamilies(["display arp", "display nothing"]));
    }
}
