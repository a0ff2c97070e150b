package reliablep2p.shell.command;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import reliablep2p.model.Address;
import reliablep2p.model.InvalidValueException;
import reliablep2p.model.Member;
import reliablep2p.model.Role;
import reliablep2p.net.Cancellation;
import reliablep2p.node.NotConnectedException;
import reliablep2p.shell.output.ExitCode;
import reliablep2p.shell.output.Output;
import reliablep2p.shell.output.Vouched;
import reliablep2p.shell.output.WhoIsWho;
import reliablep2p.storage.StorageException;

/** Gets a file from one member and nobody else. */
@Command(
        name = "secure-get",
        description = {
            "Get a file from one member and nobody else.",
            "The member is asked even if it is not known to hold the file. The database peer may always be named."
                    + " As soon as the operator has named trusted peers, only these and the database peer are asked; trusted"
                    + " shows them.",
            "A transfer that broke off goes on with what the same member sent, not with what others did."
        },
        footer = {"", "Examples:", "  secure-get hangman.java 9000", "  secure-get hangman.java 192.168.1.5:9001"})
final class SecureGetCommand implements ShellCommand {
    private final PeerOperations peer;
    private final Output output;

    @Parameters(index = "0", paramLabel = "FILE", description = "The name as list shows it.")
    private String file = "";

    @Parameters(
            index = "1",
            paramLabel = "PORT|HOST:PORT",
            description = "Where the member listens; peers shows it. A port alone will do where only one has it.")
    private String source = "";

    SecureGetCommand(PeerOperations peer, Output output) {
        this.peer = peer;
        this.output = output;
    }

    @Override
    public List<String> candidates(List<String> before) {
        return switch (before.size()) {
            case 0 -> peer.names();
            case 1 -> sources();
            default -> List.of();
        };
    }

    /** The members but for this one: a port alone where only one has it. */
    private List<String> sources() {
        try {
            List<Address> addresses = peer.peers().stream()
                    .map(Member::address)
                    .filter(address -> !address.equals(peer.self().address()))
                    .toList();
            return addresses.stream()
                    .map(address -> isAlone(address, addresses) ? Integer.toString(address.port()) : address.toString())
                    .toList();
        } catch (NotConnectedException e) {
            return List.of();
        }
    }

    private static boolean isAlone(Address address, List<Address> addresses) {
        return addresses.stream()
                        .filter(other -> other.port() == address.port())
                        .count()
                == 1;
    }

    @Override
    public ExitCode run(Cancellation cancellation)
            throws CommandException, NotConnectedException, IOException, StorageException {
        Address from = source();
        new Fetch(peer, output, vouched(from))
                .run(
                        new TypedVersion(file, OptionalInt.empty()),
                        (name, listener, cancelled) -> peer.secureGet(name, from, listener, cancelled),
                        cancellation);
        return ExitCode.DONE;
    }

    /** What can be said for the member there, before it is asked: that may take a while. */
    private Vouched vouched(Address from) {
        if (!peer.rolesInUse()) {
            return new Vouched.NoRoles();
        }
        WhoIsWho who = Acquaintances.of(peer);
        Member member = who.members().stream()
                .filter(there -> there.address().equals(from))
                .findFirst()
                .orElse(null);
        if (member == null) {
            return new Vouched.Named();
        }
        if (member.role() == Role.DATABASE) {
            return new Vouched.Database();
        }
        return who.role(member.id())
                .<Vouched>map(role -> new Vouched.Trusted(role.note()))
                .orElse(new Vouched.Named());
    }

    private Address source() throws CommandException, NotConnectedException {
        List<Member> members = peer.peers();
        try {
            Address address = Address.parse(source, peer.self().address().host());
            return source.indexOf(':') < 0 ? onPort(address, members) : address;
        } catch (InvalidValueException e) {
            throw CommandException.usage("secure-get takes a file and PORT or HOST:PORT: " + e.getMessage());
        }
    }

    /** A bare port means the member that has it, on whichever host. */
    private static Address onPort(Address typed, List<Member> members) throws CommandException {
        List<Address> there = members.stream()
                .map(Member::address)
                .filter(address -> address.port() == typed.port())
                .toList();
        if (there.size() > 1) {
            throw CommandException.usage(
                    "several members have the port " + typed.port() + "; name one as HOST:PORT, as peers shows it");
        }
        return there.isEmpty() ? typed : there.get(0);
    }
}
