namespace Farol.Simulator.Cli;

internal static class CliTokenizer
{
    public static IReadOnlyList<CliToken> Split(string line)
    {
        var tokens = new List<CliToken>();
        var position = 0;
        while (position < line.Length)
        {
            if (line[position] == ' ')
            {
                position++;
                continue;
            }

            var end = line.IndexOf(' ', position);
            end = end < 0 ? line.Length : end;
            tokens.Add(new CliToken(line[position..end], position));
            position = end;
        }

        return tokens;
    }
}
