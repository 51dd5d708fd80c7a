using System.Text;

namespace Farol.Devices.Tests.Terminals;

/// <summary>One terminal of a <see cref="FakeRouter"/>.</summary>
internal sealed class FakeTerminal(FakeRouter router)
{
    private readonly StringBuilder _typed = new();
    private string _view = "";
    private bool _inConfiguration;
    private bool _changed;
    private bool _pagerOff;
    private Queue<string>? _pages;
    private Action<FakeShell, string>? _asked;
    private bool _hanging;

    private string Prompt => !_inConfiguration ? $"<{router.Name}>"
        : $"[{(router.IsVrp5 ? "" : _changed ? "*" : "~")}{router.Name}{(_view.Length > 0 ? "-" + _view : "")}]";

    public void Greet(FakeShell shell) => shell.Say(
        "\r\nInfo: The max number of VTY users is 20, and the number\r\n      of current VTY users on line is 6.\r\n"
        + "      First login successfully.\r\n" + Prompt);

    public void Receive(FakeShell shell, byte[] bytes)
    {
        lock (this)
        {
            foreach (var b in bytes)
            {
                Key(shell, b);
            }
        }
    }

    private void Key(FakeShell shell, byte b)
    {
        if (b == 3)
        {
            _typed.Clear();
            _pages = null;
            _asked = null;
            _hanging = false;
            shell.Say("\r\n" + Prompt);
        }
        else if (_hanging)
        {
        }
        else if (_pages is not null)
        {
            shell.Say("\u001b[42D" + new string(' ', 42) + "\u001b[42D");
            NextPage(shell);
        }
        else if (b is not ((byte)'\n' or (byte)'\r'))
        {
            _typed.Append((char)b);
        }
        else
        {
            var line = _typed.ToString();
            _typed.Clear();
            shell.Say(line + "\r\n");
            var asked = _asked;
            _asked = null;
            (asked ?? Run)(shell, line);
        }
    }

    private void Run(FakeShell shell, string command)
    {
        if (command.Length > 0)
        {
            router.Commands.Enqueue(command);
        }

        switch (command)
        {
            case "":
                Answer(shell, "");
                break;
            case "screen-length 0 temporary" when !router.RefusesPagerOff:
                _pagerOff = true;
                Answer(shell, "Info: The configuration takes effect on the current user terminal interface only.\r\n");
                break;
            case "screen-length 0 temporary":
                Answer(shell, "Error: No permission to run the command.\r\n");
                break;
            case "quit" when !_inConfiguration:
                shell.End();
                break;
            case "hang":
                _hanging = true;
                shell.Say("half a line");
                break;
            case "deaf":
                _hanging = true;
                break;
            case "reset saved-configuration":
                shell.Say("Warning: The action will delete the saved configuration. Continue? [Y/N]:");
                _asked = (s, answer) => Answer(s, answer == "y" ? "Deleted.\r\n" : "");
                break;
            default:
                RunInView(shell, command);
                break;
        }
    }

    private void RunInView(FakeShell shell, string command)
    {
        if (command == "system-view")
        {
            _inConfiguration = true;
            Answer(shell, "Enter system view, return user view with return command.\r\n");
        }
        else if (_inConfiguration && command.StartsWith("interface ", StringComparison.Ordinal) && !command.EndsWith('9'))
        {
            _view = command["interface ".Length..].Replace("GE", "GigabitEthernet", StringComparison.Ordinal);
            Answer(shell, "");
        }
        else if (_inConfiguration && command is "shutdown" or "undo shutdown")
        {
            _changed = !router.IsVrp5;
            router.Applied.Enqueue($"{_view} {command}");
            Answer(shell, "");
        }
        else if (_inConfiguration && command is "commit" or "clear configuration candidate")
        {
            _changed = false;
            Answer(shell, "");
        }
        else if (_inConfiguration && command == "return" && _changed)
        {
            shell.Say("Warning: Uncommitted configurations found. Are you sure to commit them before exiting? [Y(yes)/N(no)/C(cancel)]:");
            _asked = (s, answer) =>
            {
                router.Applied.Enqueue("asked " + answer);
                Leave(s);
            };
        }
        else if (_inConfiguration && command == "return")
        {
            Leave(shell);
        }
        else
        {
            Answer(shell, router.Outputs.GetValueOrDefault(command)
                ?? "         ^\r\nError: Unrecognized command found at '^' position.\r\n");
        }
    }

    private void Leave(FakeShell shell)
    {
        _inConfiguration = _changed = false;
        _view = "";
        Answer(shell, "");
    }

    private void Answer(FakeShell shell, string output)
    {
        if (_pagerOff || output.Count(c => c == '\n') <= 24)
        {
            shell.Say(output + Prompt);
            return;
        }

        _pages = new(output.Split('\n').SkipLast(1).Chunk(24).Select(page => string.Concat(page.Select(l => l + "\n"))));
        NextPage(shell);
    }

    private void NextPage(FakeShell shell)
    {
        var page = _pages!.Dequeue();
        if (_pages.Count > 0)
        {
            shell.Say(page + "  ---- More ----");
        }
        else
        {
            _pages = null;
            shell.Say(page + Prompt);
        }
    }
}
