using Farol.Simulator.Terminals;

namespace Farol.Simulator.Cli;

/// <summary>Takes a command's lines through its filters and the pager to the terminal.</summary>
internal sealed class CommandOutput
{
    private const int LinesBetweenInterruptChecks = 256;

    private readonly TerminalIo _io;
    private readonly Pager _pager;
    private readonly Func<string> _readAnswer;
    private readonly List<OutputFilter> _filters;
    private int _lines;

    /// <param name="io">The terminal.</param>
    /// <param name="pager">Stops at each full screen.</param>
    /// <param name="filters">In the order of the command line.</param>
    /// <param name="readAnswer">Reads a typed line: what answers a question.</param>
    public CommandOutput(TerminalIo io, Pager pager, List<OutputFilter> filters, Func<string> readAnswer)
    {
        _io = io;
        _pager = pager;
        _filters = filters;
        _readAnswer = readAnswer;
        for (var place = 0; place < filters.Count; place++)
        {
            filters[place].Next = place + 1 < filters.Count ? filters[place + 1].Line : Show;
        }
    }

    /// <summary>The reader has seen enough: further lines go nowhere, and a long command may as well end.</summary>
    public bool IsStopped { get; private set; }

    public void Line(ReadOnlySpan<char> line)
    {
        if (IsStopped)
        {
            return;
        }

        if (++_lines % LinesBetweenInterruptChecks == 0 && _io.TakeInterrupt())
        {
            IsStopped = true;
            return;
        }

        if (_filters.Count > 0)
        {
            _filters[0].Line(line);
        }
        else
        {
            Show(line);
        }
    }

    /// <summary>Asks whether to go on; filters and pager do not touch a question.</summary>
    /// <returns>True for yes; anything else stops the output.</returns>
    public bool AskMore()
    {
        if (!IsStopped)
        {
            IsStopped = !Ask("  " + CliMessages.ShowMore).StartsWith('y');
        }

        return !IsStopped;
    }

    /// <returns>What was typed, in lower case; empty for Ctrl+C.</returns>
    public string Ask(string question)
    {
        _io.Write(question);
        _pager.Restart();
#pragma warning disable CA1308 // Answers are compared with lower-case letters, nothing is normalised for storing.
        return _readAnswer().Trim().ToLowerInvariant();
#pragma warning restore CA1308
    }

    /// <summary>Lets the filters say what they have to say at the end.</summary>
    public void End()
    {
        foreach (var filter in _filters)
        {
            if (!IsStopped)
            {
                filter.End();
            }
        }
    }

    private void Show(ReadOnlySpan<char> line)
    {
        if (IsStopped)
        {
            return;
        }

        if (!_pager.Allow())
        {
            IsStopped = true;
            return;
        }

        _io.Write(line);
        _io.Write("\r\n");
    }
}
